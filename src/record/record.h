// The rectification record (整改数据): what an office knows of one inspection's rectification,
// once, as every document is made from it. Plain values, named and shaped as the contract's schema
// has them (fields.h maps each member to its JSON name). An empty string is an absent text, except
// in an optional one.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "base/date.h"

namespace tongbao::record {

struct Organization {  // 发文机关, or the body inspected (被巡察单位)
  std::string name;
  std::string short_name;
  std::vector<std::string> aliases;
  std::string code;
};

struct Inspection {       // 巡察
  std::string kind;       // 常规, 交叉, 专项, 回头看…
  std::string authority;  // 市委
  std::string round;      // 八届市委第六轮
  std::string team;       // 市委第九交叉巡察组
  std::optional<Organization> inspected;
  std::optional<Date> start_date;
  std::optional<Date> end_date;
  std::optional<Date> feedback_date;
};

// A place in printed text where the measure of that id prints its label and text.
struct MeasureReference {
  std::string measure;
};

// A printed paragraph: runs in order. `plain` remembers that the JSON had a bare string (then
// there is exactly one run, a text).
struct Paragraph {
  std::vector<std::variant<std::string, MeasureReference>> runs;
  bool plain = true;
};

struct Evidence {  // 佐证材料
  std::string name;
  std::string url;
};

struct Outcome {  // 成效: 处分, 清退, 建章立制…
  std::string kind;
  std::string label;
  std::optional<double> value;
  std::string unit;
};

enum class Status { not_started, in_progress, interim, completed, closed };
enum class Term { immediate, fixed, long_term };
enum class TitleKind { problem, task };
enum class EventKind { applied, reviewed, accepted, returned, extended, changed };
enum class SectionRole { responsibility, rectification, next, other };
enum class NumberingScope { per_section, continuous };
enum class AttachmentTable { problems, outcomes };
enum class DocumentForm { plain, formal, letter };
enum class Edition { public_, internal };

struct Measure {  // 整改措施
  std::string id;
  std::optional<std::string> label;  // 一是, ①; as printed
  std::string text;
  std::string department;
  std::string owner;
  std::optional<Date> deadline;
  std::optional<Status> status;
  std::optional<Date> completed_date;
  std::vector<Evidence> evidence;
  std::vector<Measure> measures;
};

struct Event {
  std::optional<Date> date;
  EventKind kind = EventKind::changed;
  std::string from;
  std::string to;
  std::string by;
  std::string note;
};

struct Publication {  // how the public edition shows a problem
  bool show = true;
  std::string title;
  std::vector<Paragraph> body;
  std::string merged_into;  // id of the problem that speaks for this one
};

struct Problem {  // 问题: an entry of the notice, a row of the ledger
  std::string id;
  std::optional<std::string> label;  // number as printed, where not the automatic one; "": none
  std::string title;
  std::optional<TitleKind> title_kind;
  bool run_in = false;
  std::string finding;    // 问题表现
  std::string cause;      // 原因分析
  std::string goal;       // 整改目标
  std::string task;       // 整改任务
  std::string extension;  // 举一反三
  std::vector<Measure> measures;
  std::vector<Paragraph> body;
  std::vector<std::string> outcome;  // 整改进展与成效
  std::string leader;                // 责任领导
  std::string department;            // 责任(牵头)科室
  std::vector<std::string> co_departments;
  std::string owner;
  std::string source;
  std::optional<Date> assigned_date;
  std::optional<Term> term;
  std::optional<Date> deadline;
  std::string deadline_note;
  std::optional<Status> status;  // absent: not known
  std::optional<Date> completed_date;
  std::optional<Date> closed_date;
  std::vector<Event> events;
  std::vector<Evidence> evidence;
  std::vector<Outcome> outcomes;
  std::string remarks;
  std::optional<Publication> publication;
};

struct Section {
  std::string id;
  std::optional<std::string> label;
  std::string heading;
  bool run_in = false;
  std::optional<SectionRole> role;
  std::string category;  // 方面
  std::vector<Paragraph> body;
  std::vector<Section> sections;
  std::vector<Problem> problems;
  std::vector<Paragraph> after;
};

struct Disclosure {  // 公开期限
  std::string scope;
  std::optional<Date> start_date;
  std::optional<Date> end_date;
};

struct Contact {
  std::string phone;
  std::string address;
  std::string postcode;
  std::string email;
};

struct Signature {  // 署名
  std::string name;
  std::string seal;   // base64 of a PNG
  std::string stamp;  // 签名章, likewise; never beside a seal
  std::string post;   // 职务, left of a stamp
};

struct Attachment {  // 附件
  std::string title;
  std::vector<Paragraph> body;
  std::optional<AttachmentTable> table;  // made from the record, below the body
};

struct DocumentHead {  // 版头 and 版记
  DocumentForm form = DocumentForm::plain;
  std::string serial;                 // 份号
  std::string classification;         // 密级
  std::string classification_period;  // 保密期限
  std::string urgency;                // 紧急程度
  std::vector<std::string> marks;     // 发文机关标志
  std::string number;                 // 发文字号
  std::vector<std::string> signers;   // 签发人
  std::vector<std::string> recipients;
  std::vector<Attachment> attachments;
  std::string note;  // 附注
  std::vector<std::string> copy_to;
  std::string printer;
  std::optional<Date> print_date;
};

struct Reporting {
  std::string unit;  // 填报单位
  std::optional<Date> date;
  std::string responsible;  // 主要负责人
  std::string reviewer;     // 审核人
  std::string preparer;     // 填报人
  std::string phone;
};

struct Record {
  std::string schema_version;  // "1"
  std::string record_id;
  std::optional<Date> as_of;  // the date that states and deadlines are judged at; else `date`
  Organization organization;
  std::optional<Inspection> inspection;
  std::string title;  // a line break in it is a wished one
  std::vector<Paragraph> preamble;
  NumberingScope numbering = NumberingScope::per_section;
  std::vector<Section> sections;
  std::vector<Paragraph> closing;
  std::optional<Disclosure> disclosure;
  std::optional<Contact> contact;
  std::vector<Signature> signatures;
  std::optional<Date> date;  // 成文日期
  std::optional<DocumentHead> document;
  std::optional<Reporting> reporting;
  std::vector<Outcome> outcomes;
  std::shared_ptr<const nlohmann::json> extra;  // null: absent
};

// How the body of an envelope was written: a record itself, {"record": …} or {"records": […]}.
enum class BodyForm { bare, one, several };

// What a caller sends: one record or several, with what to judge and compare them by.
struct Envelope {
  std::vector<Record> records;  // at least one
  std::vector<Record> previous;
  std::optional<Date> as_of;
  Edition edition = Edition::public_;
  std::shared_ptr<const nlohmann::json> options;  // null: absent
  BodyForm form = BodyForm::bare;
};

}  // namespace tongbao::record
