"""The questionnaire as an Excel workbook (填报表): written for people in a factory, and read back into their file."""
