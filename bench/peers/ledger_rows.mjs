// The rows of bench/ledger_rows.cpp.
import fs from 'node:fs';

export const headers = ['序号', '问题编号', '巡察轮次', '被巡察单位', '问题类别', '问题描述', '整改措施',
  '责任领导', '责任部门', '整改方式', '整改期限', '完成日期', '整改状态', '完成率', '涉及金额（元）'];
const units = ['统战部', '财政局', '教育局', '民政局', '水务局', '交通运输局', '自然资源局', '住房城乡建设局'];
const categories = ['党的领导', '党的建设', '全面从严治党', '意识形态', '选人用人', '财经纪律'];
const leaders = ['张伟', '王芳', '李强', '刘洋', '陈静', '杨军', '赵敏', '黄磊'];
const departments = ['办公室', '人事科', '财务科', '机关党委', '综合科'];
const terms = ['立行立改', '限期整改', '长期坚持'];
const states = ['已完成', '整改中', '未启动', '基本完成'];
const longest = 200;
const day = 86_400_000;
const dayOf43831 = Date.UTC(2020, 0, 1);

export class LedgerRows {
  constructor(file) {
    this.corpus = Array.from(fs.readFileSync(file, 'utf8').replace(/[ \n\r\t\f]+/g, ''));
    this.places = this.corpus.length - longest;
  }

  make(ordinal) {
    const h = (Math.imul(ordinal, 2654435761) + 12345) >>> 0;
    const g = Math.imul(h ^ (h >>> 15), 2246822519) >>> 0;
    return [
      ordinal, `XC2020-${String(ordinal).padStart(7, '0')}`, `第${1 + (h % 12)}轮`,
      units[g % units.length], categories[h % categories.length],
      this.cut(h), this.cut(g), leaders[(h >>> 4) % leaders.length],
      departments[(g >>> 4) % departments.length], terms[h % 3],
      new Date(dayOf43831 + (h % 1000) * day), new Date(dayOf43831 + (1000 + (g % 1000)) * day),
      states[(g >>> 6) % 4], (g % 101) / 100, (h % 100_000_000) / 100,
    ];
  }

  cut(mixed) {
    const first = mixed % this.places;
    return this.corpus.slice(first, first + 10 + ((mixed >>> 8) % 191)).join('');
  }
}
