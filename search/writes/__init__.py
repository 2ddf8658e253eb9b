"""What a reader keeps of their own searching: no part of the record, so beside the frame."""
