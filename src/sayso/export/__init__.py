"""Export: readings leave Sayso in forms that people and other programs use.

In: readings and refusals, one at a time. Out: text to be written as it comes, so that a hundred thousand
reports need no more memory than one. Writes no file itself. Imports: model. Imported by: cli, web.

`page` is the HTML page; `rows` says in plain words who says what, for every view; `marks` cuts a text where
anything found in it begins or ends; `visible` makes a hostile report's characters harmless and plain to see.
"""
