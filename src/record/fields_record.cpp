// The field table of the record itself, its sections and what stands around them.
#include <array>

#include "record/field_table.h"

namespace tongbao::record {

using table::make_object;
using table::optional;
using table::required;

template <>
const ObjectType* object_of<Organization>() {
  static constexpr std::array fields{
      required<&Organization::name>("name", "全称", "full name"),
      optional<&Organization::short_name>("shortName", "简称", "short name"),
      optional<&Organization::aliases>("aliases", "其他称呼", "other names"),
      optional<&Organization::code>("code", "代码", "code"),
  };
  return make_object<Organization>("organization", "机关或单位", fields);
}

template <>
const ObjectType* object_of<Inspection>() {
  static constexpr std::array fields{
      optional<&Inspection::kind>("kind", "巡察的类别，如常规、交叉、专项、回头看", "kind"),
      optional<&Inspection::authority>("authority", "派出巡察的党委，如市委", "authority"),
      optional<&Inspection::round>("round", "轮次，如八届市委第六轮", "round"),
      optional<&Inspection::team>("team", "巡察组", "team"),
      optional<&Inspection::inspected>("inspected", "被巡察单位（不是发文机关时）",
                                       "body inspected, if not the issuer"),
      optional<&Inspection::start_date>("startDate", "巡察开始日期", "first day"),
      optional<&Inspection::end_date>("endDate", "巡察结束日期", "last day"),
      optional<&Inspection::feedback_date>("feedbackDate", "反馈日期", "date of feedback"),
  };
  return make_object<Inspection>("inspection", "巡察", fields);
}

template <>
const ObjectType* object_of<Section>() {
  static constexpr std::array fields{
      optional<&Section::id, TextForm::identifier>("id", "这一部分的标识，在本记录内不重复",
                                                   "identifier, unique in the record"),
      optional<&Section::label>("label", "印出的序号（与自动序号不同时）；空文本表示没有",
                                "number as printed, if not the automatic one; empty for none"),
      required<&Section::heading, TextForm::heading>("heading", "标题，没有则为空",
                                                     "heading, empty for none"),
      optional<&Section::run_in>("runIn", "标题后是否直接接正文",
                                 "whether the text follows on the heading's line"),
      optional<&Section::role>("role", "这一部分的作用", "role"),
      optional<&Section::category>("category", "反馈方面，用于各单位之间比较",
                                   "category, for comparing units"),
      optional<&Section::body>("body", "正文，每段一项", "paragraphs"),
      optional<&Section::sections>("sections", "下一层部分", "sections within"),
      optional<&Section::problems>("problems", "问题", "problems"),
      optional<&Section::after>("after", "末尾的段落", "paragraphs at the end"),
  };
  return make_object<Section>("section", "通报的一部分", fields);
}

template <>
const ObjectType* object_of<Disclosure>() {
  static constexpr std::array fields{
      optional<&Disclosure::scope>("scope", "公开范围", "scope"),
      optional<&Disclosure::start_date>("startDate", "公开开始日期", "first day"),
      optional<&Disclosure::end_date>("endDate", "公开结束日期", "last day"),
  };
  return make_object<Disclosure>("disclosure", "公开期限", fields);
}

template <>
const ObjectType* object_of<Contact>() {
  static constexpr std::array fields{
      optional<&Contact::phone>("phone", "电话", "telephone"),
      optional<&Contact::address>("address", "通信地址", "postal address"),
      optional<&Contact::postcode>("postcode", "邮政编码", "postcode"),
      optional<&Contact::email>("email", "电子邮箱", "e-mail address"),
  };
  return make_object<Contact>("contact", "联系方式", fields);
}

template <>
const ObjectType* object_of<Signature>() {
  static constexpr std::array fields{
      optional<&Signature::name>("name", "署名机关", "who signs"),
      optional<&Signature::seal, TextForm::png>("seal", "印章图片（PNG，base64）",
                                                "seal, a PNG in base64"),
      optional<&Signature::stamp, TextForm::png>(
          "stamp", "签名章图片（PNG，base64）；与印章不同时用",
          "signature stamp, a PNG in base64; not beside a seal"),
      optional<&Signature::post>("post", "职务，印在签名章左边", "post, printed left of a stamp"),
  };
  return make_object<Signature>("signature", "署名", fields);
}

template <>
const ObjectType* object_of<Attachment>() {
  static constexpr std::array fields{
      optional<&Attachment::title>("title", "附件名称", "title"),
      optional<&Attachment::body>("body", "附件正文，每段一项", "paragraphs"),
      optional<&Attachment::table>("table", "正文之后由数据生成的表",
                                   "table made from the data, below the text"),
  };
  return make_object<Attachment>("attachment", "附件", fields);
}

template <>
const ObjectType* object_of<DocumentHead>() {
  static constexpr std::array fields{
      optional<&DocumentHead::form>("form", "公文形式", "form of the document"),
      optional<&DocumentHead::serial>("serial", "份号", "serial number of the copy"),
      optional<&DocumentHead::classification>("classification", "密级", "classification"),
      optional<&DocumentHead::classification_period>("classificationPeriod", "保密期限",
                                                     "period of classification"),
      optional<&DocumentHead::urgency>("urgency", "紧急程度", "urgency"),
      optional<&DocumentHead::marks>("marks", "发文机关标志", "issuer's mark"),
      optional<&DocumentHead::number>("number", "发文字号", "document number"),
      optional<&DocumentHead::signers>("signers", "签发人", "who approved it"),
      optional<&DocumentHead::recipients>("recipients", "主送机关", "main recipients"),
      optional<&DocumentHead::attachments>("attachments", "附件", "attachments"),
      optional<&DocumentHead::note>("note", "附注", "note"),
      optional<&DocumentHead::copy_to>("copyTo", "抄送机关", "recipients of copies"),
      optional<&DocumentHead::printer>("printer", "印发机关", "printing office"),
      optional<&DocumentHead::print_date>("printDate", "印发日期", "date of printing"),
  };
  return make_object<DocumentHead>("document", "版头与版记", fields);
}

template <>
const ObjectType* object_of<Reporting>() {
  static constexpr std::array fields{
      optional<&Reporting::unit>("unit", "填报单位", "reporting unit"),
      optional<&Reporting::date>("date", "填报时间", "date"),
      optional<&Reporting::responsible>("responsible", "主要负责人", "head"),
      optional<&Reporting::reviewer>("reviewer", "审核人", "reviewer"),
      optional<&Reporting::preparer>("preparer", "填报人", "preparer"),
      optional<&Reporting::phone>("phone", "联系电话", "telephone"),
  };
  return make_object<Reporting>("reporting", "填报信息", fields);
}

template <>
const ObjectType* object_of<Record>() {
  static constexpr std::array fields{
      required<&Record::schema_version, TextForm::version>("schemaVersion", "格式版本，为“1”",
                                                           "version of the format: \"1\""),
      optional<&Record::record_id, TextForm::identifier>("recordId", "报送方给本记录的标识",
                                                         "the sender's name for the record"),
      optional<&Record::as_of>("asOf", "判断状态与时限的日期；不写则用成文日期",
                               "date that states and deadlines are judged at"),
      required<&Record::organization>("organization", "发文机关", "issuer"),
      optional<&Record::inspection>("inspection", "巡察", "inspection"),
      required<&Record::title, TextForm::lines>("title", "标题；其中的换行是希望的换行",
                                                "title; line breaks in it are wished ones"),
      optional<&Record::preamble>("preamble", "前言，每段一项", "paragraphs before the sections"),
      optional<&Record::numbering>("numbering", "问题的编号方式", "how problems are numbered"),
      required<&Record::sections>("sections", "各部分", "sections"),
      optional<&Record::closing>("closing", "结尾，每段一项", "paragraphs after the sections"),
      optional<&Record::disclosure>("disclosure", "公开期限", "period of disclosure"),
      optional<&Record::contact>("contact", "联系方式", "contact"),
      optional<&Record::signatures>("signatures", "署名", "signatures"),
      optional<&Record::date>("date", "成文日期", "date of the document"),
      optional<&Record::document>("document", "版头与版记", "heading block and imprint"),
      optional<&Record::reporting>("reporting", "填报信息", "who reports"),
      optional<&Record::outcomes>("outcomes", "整改成效的数据", "outcomes as data"),
      optional<&Record::extra>("extra", "自定义内容，供自己的模板使用",
                               "anything, for templates of one's own"),
  };
  return make_object<Record>("record", "整改数据", fields);
}

}  // namespace tongbao::record
