// The words that the importer goes by, one list for one question. Immutable.
#pragma once
#include <array>

#include "importer/characters.h"

namespace tongbao::importer::vocabulary {

// A title ends in the name of the document (文种); in one of these surely, in the others likely.
inline constexpr std::array<Text, 6> document_kinds = {U"通报", U"公告", U"报告",
                                                       U"公示", U"通知", U"公开"};
inline constexpr std::array<Text, 3> loose_document_kinds = {U"情况", U"说明", U"总结"};

// What a web page puts between title and text.
inline constexpr std::array<Text, 14> page_furniture = {
    U"发布时间", U"发布日期", U"发布单位", U"发布机构", U"信息来源", U"文章来源", U"来源：",
    U"来源:",    U"浏览次数", U"点击数",   U"点击量",   U"访问量",   U"字号：",   U"字体："};

// How the name of a body ends.
inline constexpr std::array<Text, 46> body_endings = {
    U"委",   U"部",   U"局",   U"会",     U"办",   U"办公室", U"组",   U"院",   U"校",   U"处",
    U"中心", U"公司", U"党组", U"政府",   U"机关", U"支部",   U"站",   U"队",   U"所",   U"馆",
    U"社",   U"厅",   U"署",   U"行",     U"团",   U"大学",   U"学院", U"医院", U"学校", U"总队",
    U"支队", U"大队", U"街道", U"镇",     U"乡",   U"联",     U"协",   U"台",   U"园",   U"庭",
    U"室",   U"科",   U"党委", U"党工委", U"总支", U"集团"};

// Subheadings without a number that stand on a line of their own.
inline constexpr std::array<Text, 14> plain_subheadings = {
    U"整改情况",     U"整改措施", U"整改进展", U"整改进展情况", U"整改落实情况",
    U"整改完成情况", U"整改成效", U"整改结果", U"整改举措",     U"问题表现",
    U"具体表现",     U"主要表现", U"存在问题", U"反馈问题"};

// A paragraph that states the problem: its 一是、二是 are no measures.
inline constexpr std::array<Text, 9> problem_leads = {U"问题表现",   U"具体表现",   U"主要表现",
                                                      U"存在问题",   U"存在的问题", U"反馈问题",
                                                      U"反馈的问题", U"原因分析",   U"具体问题"};

// How an own-line heading without a full stop likes to end.
inline constexpr std::array<Text, 24> heading_endings = {
    U"情况", U"方面", U"问题", U"措施", U"打算", U"安排", U"成果", U"成效",
    U"责任", U"工作", U"整改", U"机制", U"建设", U"部署", U"计划", U"方向",
    U"领导", U"落实", U"管理", U"监督", U"认识", U"进展", U"要求", U"到位"};

// Contact data, the longer label before the one that it contains.
inline constexpr std::array<Text, 10> phone_labels = {
    U"联系电话", U"监督电话", U"举报电话", U"咨询电话", U"受理电话",
    U"办公电话", U"来电",     U"电话号码", U"电话",     U"联系方式"};
inline constexpr std::array<Text, 9> address_labels = {U"邮政地址", U"通讯地址", U"通信地址",
                                                       U"联系地址", U"邮寄地址", U"办公地址",
                                                       U"来信地址", U"来访地址", U"地址"};
inline constexpr std::array<Text, 3> postcode_labels = {U"邮政编码", U"邮编", U"邮码"};
inline constexpr std::array<Text, 9> email_labels = {U"电子邮箱", U"电子邮件", U"电子信箱",
                                                     U"监督邮箱", U"联系邮箱", U"举报邮箱",
                                                     U"邮箱",     U"E-mail",   U"email"};
inline constexpr std::array<Text, 4> other_labels = {U"联系人", U"传真", U"受理时间", U"联系单位"};

// 公开期限 and the like.
inline constexpr std::array<Text, 8> disclosure_labels = {U"公开期限", U"公示期限", U"公开时间",
                                                          U"公示时间", U"公开期",   U"公示期",
                                                          U"公开日期", U"公示日期"};
inline constexpr std::array<Text, 3> scope_labels = {U"公开范围", U"公示范围", U"通报范围"};

// A paragraph after the last part that belongs to none.
inline constexpr std::array<Text, 8> closing_starts = {U"特此通报", U"特此公告", U"特此公示",
                                                       U"特此报告", U"如有意见", U"如有异议",
                                                       U"监督举报", U"现予公布"};

// The role of a part, by its heading.
inline constexpr std::array<Text, 18> responsibility_words = {
    U"做法", U"主体责任", U"组织领导", U"组织开展", U"组织推进", U"组织落实",
    U"认识", U"站位",     U"部署",     U"政治任务", U"政治责任", U"履行",
    U"扛牢", U"扛起",     U"高度重视", U"总体情况", U"政治建设", U"责任落实"};
inline constexpr std::array<Text, 20> rectification_words = {
    U"反馈意见", U"反馈问题", U"反馈的问题", U"问题整改", U"问题的整改", U"整改落实", U"任务落实",
    U"整改任务", U"整改情况", U"整改进展",   U"整改完成", U"落实情况",   U"整改成效", U"当下改",
    U"见成效",   U"关于",     U"方面",       U"问题",     U"长期整改",   U"重点整改"};
inline constexpr std::array<Text, 16> next_words = {
    U"下一步",   U"下步",     U"下阶段",   U"今后",     U"打算",     U"后续",
    U"巩固",     U"长效",     U"长久",     U"努力方向", U"工作安排", U"工作计划",
    U"持续深化", U"持续推进", U"持续用力", U"成果运用"};

inline constexpr std::array<Text, 8> other_words = {U"监督方式", U"监督渠道", U"监督途径",
                                                    U"监督电话", U"联系方式", U"其他事项",
                                                    U"其他需要", U"其他情况"};

// A title states a problem where it says what is wrong (surely, or unless a task verb leads it)…
inline constexpr std::array<Text, 44> deficiency_words = {
    U"不到位", U"不够",   U"不足",   U"不严",   U"不力",   U"不规范", U"不实",   U"不强",
    U"不深",   U"不畅",   U"不高",   U"不健全", U"不完善", U"不扎实", U"不及时", U"不明显",
    U"不彻底", U"不落实", U"不重视", U"不作为", U"不担当", U"不准确", U"不合理", U"不平衡",
    U"不紧",   U"不细",   U"不浓",   U"不牢",   U"不佳",   U"不理想", U"不全面", U"差距",
    U"差异",   U"欠缺",   U"缺失",   U"缺乏",   U"滞后",   U"淡薄",   U"弱化",   U"没有",
    U"未能",   U"有待",   U"混乱",   U"偏差"};
inline constexpr std::array<Text, 16> weak_deficiency_words = {
    U"问题", U"违规", U"违反", U"违纪", U"薄弱", U"短板", U"隐患", U"风险",
    U"边缘", U"形式", U"存在", U"未",   U"漏洞", U"挪用", U"随意", U"超标"};
// … and a task where a verb of doing leads it.
inline constexpr std::array<Text, 54> task_verbs = {
    U"规范", U"提升", U"完善", U"建立", U"健全", U"强化",   U"加强", U"压实", U"压紧",
    U"落实", U"严格", U"严肃", U"筑牢", U"确保", U"推进",   U"推动", U"深化", U"持续",
    U"坚持", U"抓好", U"抓实", U"开展", U"组织", U"修订",   U"制定", U"优化", U"加大",
    U"提高", U"狠抓", U"切实", U"全面", U"深入", U"进一步", U"树立", U"增强", U"聚焦",
    U"整治", U"纠正", U"解决", U"防范", U"防止", U"杜绝",   U"拓宽", U"打造", U"创新",
    U"加快", U"夯实", U"补齐", U"厘清", U"明确", U"细化",   U"改进", U"治理", U"构建"};

}  // namespace tongbao::importer::vocabulary
