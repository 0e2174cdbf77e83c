"""Forms about what adults owe children. One module for each noun."""

from portal.answers.forms.receipts import (
    LONGEST_WORDS,
    CodeField,
    CodeForm,
    ErasureForm,
    PinField,
    PinForm,
    PublicForm,
    TokenForm,
    WordsField,
    WriteAgainForm,
)

__all__ = [
    "LONGEST_WORDS",
    "CodeField",
    "CodeForm",
    "ErasureForm",
    "PinField",
    "PinForm",
    "PublicForm",
    "TokenForm",
    "WordsField",
    "WriteAgainForm",
]
