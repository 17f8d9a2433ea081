#include "http/openapi.h"

namespace tongbao::http {

const char* openapi_schemas() {
  return R"json({
  "Error": {
    "type": "object",
    "required": ["code", "message"],
    "additionalProperties": false,
    "properties": {
      "code": {"type": "string", "pattern": "^[a-z][A-Za-z0-9]*\\.[A-Za-z0-9.]+$", "description": "Stable, whatever the language"},
      "pointer": {"type": "string", "description": "JSON Pointer into the body"},
      "line": {"type": "integer", "minimum": 1},
      "column": {"type": "integer", "minimum": 1},
      "message": {"type": "string"},
      "hint": {"type": "string"}
    }
  },
  "Problem": {
    "description": "RFC 9457, with every error of the request at once",
    "type": "object",
    "required": ["type", "title", "status", "detail", "requestId", "errors"],
    "additionalProperties": false,
    "properties": {
      "type": {"type": "string"},
      "title": {"type": "string"},
      "status": {"type": "integer", "minimum": 400, "maximum": 599},
      "detail": {"type": "string"},
      "requestId": {"type": "string"},
      "errors": {"type": "array", "minItems": 1, "items": {"$ref": "#/components/schemas/Error"}}
    }
  },
  "Record": {"$ref": "/v1/schema/record"},
  "RecordOrEnvelope": {
    "anyOf": [{"$ref": "#/components/schemas/Envelope"}, {"$ref": "#/components/schemas/Record"}]
  },
  "Envelope": {
    "type": "object",
    "anyOf": [{"required": ["record"]}, {"required": ["records"]}],
    "additionalProperties": false,
    "properties": {
      "record": {"$ref": "#/components/schemas/Record"},
      "records": {"type": "array", "minItems": 1, "items": {"$ref": "#/components/schemas/Record"}},
      "previous": {
        "anyOf": [
          {"$ref": "#/components/schemas/Record"},
          {"type": "array", "items": {"$ref": "#/components/schemas/Record"}}
        ]
      },
      "asOf": {"type": "string", "format": "date"},
      "edition": {"enum": ["public", "internal"]},
      "options": {"type": "object"}
    }
  },
  "Severity": {"enum": ["error", "warning", "note"]},
  "Findings": {
    "type": "object",
    "required": ["findings"],
    "additionalProperties": false,
    "properties": {
      "findings": {
        "type": "array",
        "items": {
          "type": "object",
          "required": ["code", "severity", "pointer", "text", "message", "suggestion"],
          "additionalProperties": false,
          "properties": {
            "code": {"type": "string"},
            "severity": {"$ref": "#/components/schemas/Severity"},
            "pointer": {"type": "string"},
            "text": {"type": "string"},
            "message": {"type": "string"},
            "suggestion": {"type": ["string", "null"]}
          }
        }
      }
    }
  },
  "ImportResult": {
    "type": "object",
    "required": ["record", "diagnostics"],
    "additionalProperties": false,
    "properties": {
      "record": {"$ref": "#/components/schemas/Record"},
      "diagnostics": {
        "type": "array",
        "items": {
          "type": "object",
          "required": ["code", "severity", "message"],
          "additionalProperties": false,
          "properties": {
            "code": {"type": "string"},
            "severity": {"$ref": "#/components/schemas/Severity"},
            "line": {"type": "integer", "minimum": 1},
            "place": {"type": "string", "description": "Sheet and cell of a ledger"},
            "message": {"type": "string"}
          }
        }
      }
    }
  },
  "TemplateInfo": {
    "type": "object",
    "required": ["id", "name", "description", "kind", "formats"],
    "properties": {
      "id": {"type": "string"},
      "name": {"type": "string"},
      "description": {"type": "string"},
      "kind": {"enum": ["notice", "ledger"]},
      "formats": {
        "type": "array",
        "minItems": 1,
        "items": {
          "type": "object",
          "required": ["name", "mediaType"],
          "additionalProperties": false,
          "properties": {"name": {"type": "string"}, "mediaType": {"type": "string"}}
        }
      }
    }
  },
  "TemplateList": {
    "type": "object",
    "required": ["templates"],
    "additionalProperties": false,
    "properties": {
      "templates": {"type": "array", "items": {"$ref": "#/components/schemas/TemplateInfo"}}
    }
  },
  "Status": {
    "type": "object",
    "required": ["status"],
    "additionalProperties": false,
    "properties": {"status": {"enum": ["ok", "ready"]}}
  },
  "NewJob": {
    "type": "object",
    "required": ["documents"],
    "additionalProperties": false,
    "properties": {
      "documents": {
        "type": "array",
        "minItems": 1,
        "items": {
          "type": "object",
          "required": ["template"],
          "anyOf": [{"required": ["record"]}, {"required": ["records"]}],
          "properties": {
            "template": {"type": "string"},
            "record": {"$ref": "#/components/schemas/Record"},
            "records": {"type": "array", "minItems": 1, "items": {"$ref": "#/components/schemas/Record"}},
            "format": {"type": "string"},
            "name": {"type": "string"}
          }
        }
      },
      "webhook": {
        "type": "object",
        "required": ["url"],
        "additionalProperties": false,
        "properties": {"url": {"type": "string", "format": "uri"}}
      }
    }
  },
  "State": {"enum": ["queued", "running", "done", "failed", "cancelled"]},
  "Job": {
    "type": "object",
    "required": ["id", "state", "counts", "documents", "createdAt", "finishedAt"],
    "additionalProperties": false,
    "properties": {
      "id": {"type": "string"},
      "state": {"$ref": "#/components/schemas/State"},
      "counts": {
        "type": "object",
        "required": ["total", "done", "failed", "cancelled"],
        "additionalProperties": false,
        "properties": {
          "total": {"type": "integer", "minimum": 1},
          "done": {"type": "integer", "minimum": 0},
          "failed": {"type": "integer", "minimum": 0},
          "cancelled": {"type": "integer", "minimum": 0}
        }
      },
      "documents": {
        "type": "array",
        "items": {
          "type": "object",
          "required": ["n", "name", "template", "format", "state", "bytes", "digest", "facts", "error"],
          "additionalProperties": false,
          "properties": {
            "n": {"type": "integer", "minimum": 0},
            "name": {"type": ["string", "null"]},
            "template": {"type": "string"},
            "format": {"type": "string"},
            "state": {"$ref": "#/components/schemas/State"},
            "bytes": {"type": ["integer", "null"], "minimum": 0},
            "digest": {"type": ["string", "null"]},
            "facts": {
              "type": ["object", "null"],
              "properties": {"pages": {"type": "integer"}, "rows": {"type": "integer"}}
            },
            "error": {"type": ["object", "null"]}
          }
        }
      },
      "createdAt": {"type": "string", "format": "date-time"},
      "finishedAt": {"type": ["string", "null"], "format": "date-time"}
    }
  }
})json";
}

}  // namespace tongbao::http
