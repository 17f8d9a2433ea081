"""Writes down what openpyxl reads of a workbook, as JSON. Usage: read_workbook.py FILE"""
import datetime
import json
import sys

import openpyxl


def plain(value):
    if isinstance(value, datetime.datetime):
        return {"date": value.date().isoformat()}
    return value


def colour(part):
    return part.rgb if part is not None and part.type == "rgb" else None


def cell_facts(cell, value):
    return {
        "value": plain(value),
        "formula": cell.value if cell.data_type == "f" else None,
        "link": cell.hyperlink.target if cell.hyperlink else None,
        "colour": colour(cell.font.color),
        "underline": cell.font.underline,
        "fill": colour(cell.fill.fgColor) if cell.fill.fill_type == "solid" else None,
        "locked": cell.protection.locked,
        "type": cell.data_type,
        "numberFormat": cell.number_format,
        "face": cell.font.name,
        "size": cell.font.size,
        "horizontal": cell.alignment.horizontal,
        "vertical": cell.alignment.vertical,
        "wrap": bool(cell.alignment.wrap_text),
        "border": cell.border.left.style,
    }


def highlight_facts(sheet):
    return [{
        "cells": str(cells.sqref),
        "formula": rule.formula[0],
        "stops": rule.stopIfTrue,
        "priority": rule.priority,
        "colour": colour(rule.dxf.font.color) if rule.dxf.font else None,
        "fill": colour(rule.dxf.fill.bgColor) if rule.dxf.fill else None,
    } for cells in sheet.conditional_formatting for rule in cells.rules]


def sheet_facts(sheet, values):
    setup = sheet.page_setup
    margins = sheet.page_margins
    fit_width = 1 if setup.fitToWidth is None else setup.fitToWidth  # the schema's default
    return {
        "name": sheet.title,
        "state": sheet.sheet_state,
        "rows": [[cell_facts(cell, value.value) for cell, value in zip(row, value_row)]
                 for row, value_row in zip(sheet.iter_rows(), values.iter_rows())],
        "heights": [sheet.row_dimensions[i + 1].height for i in range(sheet.max_row)],
        "widths": {name: column.width for name, column in sheet.column_dimensions.items()},
        "merged": sorted(str(cells) for cells in sheet.merged_cells.ranges),
        "frozen": sheet.freeze_panes,
        "filter": sheet.auto_filter.ref,
        "lists": {str(v.sqref): [v.type, v.formula1, v.allow_blank]
                  for v in sheet.data_validations.dataValidation},
        "highlights": highlight_facts(sheet),
        "protected": sheet.protection.sheet,
        "allowed": [name for name in ("formatColumns", "formatRows", "sort", "autoFilter")
                    if not getattr(sheet.protection, name)],
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
    values = openpyxl.load_workbook(sys.argv[1], data_only=True)
    properties = book.properties
    json.dump({
        "title": properties.title,
        "author": properties.creator,
        "language": properties.language,
        "created": properties.created.isoformat(),
        "modified": properties.modified.isoformat(),
        "names": {found.name: found.attr_text for found in book.defined_names.definedName},
        "sheets": [sheet_facts(sheet, values[sheet.title]) for sheet in book.worksheets],
    }, sys.stdout, ensure_ascii=False)


main()
