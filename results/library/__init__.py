"""The knowledge library (คลังความรู้): what may be read, how it is found and shown.

Pure parts and reading only; what writes is in `results/actions`. An item is an entry.
"""
