"""The document, its versions and files, and what is said about them."""
