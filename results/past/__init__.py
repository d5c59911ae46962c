"""Results of earlier years from a spreadsheet: read whole, or refused cell by cell.

`columns` says what the sheet holds, `template` writes an empty one, `sheet` reads what
came back into rows of text, `places` knows the offices by what people call them, and
`plan` makes of the rows what would be published, or says of each cell what is wrong.
`on_record` finds whom a corrected file places again, `readiness` what bars it.
"""
