"""Writers: the Document tree in, the bytes of a file out. Pure functions, one per format."""
