"""The only code that opens, makes or converts office files."""
