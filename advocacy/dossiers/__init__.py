"""Dossiers: from a case and a person in it to the form that a body asks for.

`channels/` says what each body wants, one module each. `material` is what may enter: it holds no word about a person who
did not agree to that purpose. `assessing` says what is missing, what forbids it, what would leave the office.
`composing` fills the form in, `docx` and `pdf` write it. `making` is the one way from a case to a file. Nothing here
sends anything.
"""
