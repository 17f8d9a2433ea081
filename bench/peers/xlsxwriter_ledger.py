"""XlsxWriter in constant memory.

    xlsxwriter_ledger.py ROWS CORPUS.txt OUT.xlsx      → {"version", "seconds"}

The making of rows (those of bench/ledger_rows.cpp) is not counted.
"""
import datetime
import json
import pathlib
import sys
import time

import xlsxwriter

HEADERS = ["序号", "问题编号", "巡察轮次", "被巡察单位", "问题类别", "问题描述", "整改措施", "责任领导",
           "责任部门", "整改方式", "整改期限", "完成日期", "整改状态", "完成率", "涉及金额（元）"]
UNITS = ["统战部", "财政局", "教育局", "民政局", "水务局", "交通运输局", "自然资源局", "住房城乡建设局"]
CATEGORIES = ["党的领导", "党的建设", "全面从严治党", "意识形态", "选人用人", "财经纪律"]
LEADERS = ["张伟", "王芳", "李强", "刘洋", "陈静", "杨军", "赵敏", "黄磊"]
DEPARTMENTS = ["办公室", "人事科", "财务科", "机关党委", "综合科"]
TERMS = ["立行立改", "限期整改", "长期坚持"]
STATES = ["已完成", "整改中", "未启动", "基本完成"]
LONGEST = 200
ROWS_AT_ONCE = 1000
ROWS_OF_LARGE_FILES = 500_000
DAY_43831 = datetime.datetime(2020, 1, 1)
BITS = 0xFFFFFFFF


def row_of(ordinal, corpus):
    h = (ordinal * 2654435761 + 12345) & BITS
    g = ((h ^ (h >> 15)) * 2246822519) & BITS

    def cut(mixed):
        first = mixed % (len(corpus) - LONGEST)
        return corpus[first:first + 10 + (mixed >> 8) % 191]

    return (ordinal, f"XC2020-{ordinal:07}", f"第{1 + h % 12}轮", UNITS[g % len(UNITS)],
            CATEGORIES[h % len(CATEGORIES)], cut(h), cut(g), LEADERS[(h >> 4) % len(LEADERS)],
            DEPARTMENTS[(g >> 4) % len(DEPARTMENTS)], TERMS[h % 3],
            DAY_43831 + datetime.timedelta(days=h % 1000),
            DAY_43831 + datetime.timedelta(days=1000 + g % 1000), STATES[(g >> 6) % 4],
            (g % 101) / 100, (h % 100_000_000) / 100)


def main():
    count, corpus, out = int(sys.argv[1]), pathlib.Path(sys.argv[2]).read_text(), sys.argv[3]
    corpus = "".join(corpus.split())
    begun = time.perf_counter()
    workbook = xlsxwriter.Workbook(out, {"constant_memory": True,
                                         "use_zip64": count > ROWS_OF_LARGE_FILES})
    sheet = workbook.add_worksheet("整改台账")
    date = workbook.add_format({"num_format": "yyyy-mm-dd"})
    percent = workbook.add_format({"num_format": "0%"})
    sheet.write_row(0, 0, HEADERS, workbook.add_format({"bold": True}))
    seconds = time.perf_counter() - begun
    for first in range(1, count + 1, ROWS_AT_ONCE):
        rows = [row_of(n, corpus) for n in range(first, min(first + ROWS_AT_ONCE, count + 1))]
        begun = time.perf_counter()
        for row in rows:
            at = row[0]
            for column, value in enumerate(row):
                if column in (0, 14):
                    sheet.write_number(at, column, value)
                elif column in (10, 11):
                    sheet.write_datetime(at, column, value, date)
                elif column == 13:
                    sheet.write_number(at, column, value, percent)
                else:
                    sheet.write_string(at, column, value)
        seconds += time.perf_counter() - begun
    begun = time.perf_counter()
    workbook.close()
    seconds += time.perf_counter() - begun
    print(json.dumps({"version": xlsxwriter.__version__, "seconds": seconds}))


main()
