// The OpenAPI 3.1 document: made from the table of routes, so that it cannot say anything else than
// the server does. A new route needs its line in route_table.cpp, with an About; a new kind of body
// its schema in openapi_schemas.cpp.
#pragma once
#include <string>

namespace tongbao::http {

// As JSON text; the same for as long as the program is.
[[nodiscard]] const std::string& openapi_document();

// Its components/schemas, as JSON text.
[[nodiscard]] const char* openapi_schemas();

}  // namespace tongbao::http
