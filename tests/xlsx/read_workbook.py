"""Writes down what openpyxl reads of a workbook, as JSON. Usage: read_workbook.py FILE"""
import datetime
import json
import sys

import openpyxl


def plain(value):
    if isinstance(value, datetime.datetime):
        return {"date": value.date().isoformat()}
    return value


def cell_facts(cell):
    return {
        "value": plain(cell.value),
        "type": cell.data_type,
        "numberFormat": cell.number_format,
        "face": cell.font.name,
        "size": cell.font.size,
        "horizontal": cell.alignment.horizontal,
        "vertical": cell.alignment.vertical,
        "wrap": bool(cell.alignment.wrap_text),
        "border": cell.border.left.style,
    }


def sheet_facts(sheet):
    setup = sheet.page_setup
    margins = sheet.page_margins
    fit_width = 1 if setup.fitToWidth is None else setup.fitToWidth  # the schema's default
    return {
        "name": sheet.title,
        "rows": [[cell_facts(cell) for cell in row] for row in sheet.iter_rows()],
        "heights": [sheet.row_dimensions[i + 1].height for i in range(sheet.max_row)],
        "widths": {name: column.width for name, column in sheet.column_dimensions.items()},
        "merged": sorted(str(cells) for cells in sheet.merged_cells.ranges),
        "frozen": sheet.freeze_panes,
        "filter": sheet.auto_filter.ref,
        "lists": {str(v.sqref): [v.type, v.formula1, v.allow_blank]
                  for v in sheet.data_validations.dataValidation},
        "repeated": sheet.print_title_rows,
        "paper": setup.paperSize,
        "orientation": setup.orientation,
        "fit": [sheet.sheet_properties.pageSetUpPr.fitToPage, fit_width, setup.fitToHeight],
        "margins": [margins.left, margins.right, margins.top, margins.bottom],
        "footer": sheet.oddFooter.center.text,
        "centred": sheet.print_options.horizontalCentered,
    }


def main():
    book = openpyxl.load_workbook(sys.argv[1])
    properties = book.properties
    json.dump({
        "title": properties.title,
        "author": properties.creator,
        "language": properties.language,
        "created": properties.created.isoformat(),
        "modified": properties.modified.isoformat(),
        "sheets": [sheet_facts(sheet) for sheet in book.worksheets],
    }, sys.stdout, ensure_ascii=False)


main()
