"""How dates and numbers are written in each language; named by FORMAT_MODULE_PATH."""
