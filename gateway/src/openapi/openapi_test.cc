#include "gateway/src/openapi/openapi.h"

#include <absl/strings/ascii.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>

#include "common/base/version.h"
#include "gateway/src/openapi/descriptor_set.h"
#include "gateway/src/openapi/openapi_path.h"

namespace concordat::gateway {
namespace {

using nlohmann::ordered_json;
using testing::ElementsAre;
using testing::HasSubstr;

class OpenApiTest : public testing::Test {
 protected:
  const Router router_{PublicServices()};
  const ordered_json document_ = MakeOpenApi(router_, ProtoComments(DescriptorSetBytes()));
};

void CollectRefs(const ordered_json& value, std::set<std::string>* refs) {
  if (value.is_object() && value.contains("$ref")) refs->insert(value["$ref"]);
  for (const auto& inner : value) {
    if (inner.is_structured()) CollectRefs(inner, refs);
  }
}

TEST_F(OpenApiTest, EveryReferenceLeadsSomewhere) {
  std::set<std::string> refs;
  CollectRefs(document_, &refs);
  EXPECT_GT(refs.size(), 20u);
  for (const std::string& ref : refs) {
    ASSERT_TRUE(ref.starts_with("#/"));
    EXPECT_TRUE(document_.contains(ordered_json::json_pointer(ref.substr(1)))) << ref;
  }
}

TEST_F(OpenApiTest, EveryRouteHasAnOperationWithADescription) {
  for (const Route& route : router_.routes()) {
    const std::string path = ToOpenApiPath(route.pattern).path;
    const std::string method = absl::AsciiStrToLower(route.http_method);
    ASSERT_TRUE(document_["paths"].contains(path)) << path;
    ASSERT_TRUE(document_["paths"][path].contains(method)) << method << " " << path;
    EXPECT_FALSE(document_["paths"][path][method].value("description", "").empty()) << path;
  }
}

TEST_F(OpenApiTest, SaysWhichVersionItDescribes) {
  EXPECT_EQ(document_["info"]["version"], Version());
}

TEST_F(OpenApiTest, OnlyWhatIsOpenNeedsNoToken) {
  EXPECT_EQ(document_["paths"]["/openapi.json"]["get"]["security"], ordered_json::array());
  EXPECT_FALSE(document_["paths"]["/v1/councils"]["get"].contains("security"));
}

TEST_F(OpenApiTest, OperationIdsAreUnique) {
  std::set<std::string> ids;
  for (const auto& [path, methods] : document_["paths"].items()) {
    for (const auto& [method, operation] : methods.items()) {
      EXPECT_TRUE(ids.insert(operation["operationId"]).second) << operation["operationId"];
    }
  }
}

TEST_F(OpenApiTest, EveryParameterOfAPathIsDeclared) {
  for (const auto& [path, methods] : document_["paths"].items()) {
    for (const auto& [method, operation] : methods.items()) {
      for (const auto& parameter : operation.value("parameters", ordered_json::array())) {
        if (parameter.value("in", "") != "path") continue;
        EXPECT_THAT(path, HasSubstr("{" + parameter["name"].get<std::string>() + "}"));
      }
    }
  }
}

TEST_F(OpenApiTest, SchemasHaveTheBoundsAndCommentsOfTheProtos) {
  const ordered_json& council = document_["components"]["schemas"]["programme.v1.Council"];
  EXPECT_THAT(council["description"], HasSubstr("known to every partnership"));
  EXPECT_EQ(council["properties"]["gssCode"]["maxLength"], 9);
  EXPECT_EQ(council["properties"]["uid"]["readOnly"], true);
  EXPECT_THAT(council["required"], ElementsAre("title"));
}

// A client that checks answers would refuse them otherwise: nothing holds them to the bounds
// of what is written.
TEST_F(OpenApiTest, WhatOnlyAnswersHoldHasNoBounds) {
  const ordered_json& schemas = document_["components"]["schemas"];
  const auto& finding = schemas["ledger.v1.Finding"]["properties"];
  EXPECT_EQ(finding["summary"]["type"], "string");
  for (const char* field : {"summary", "reason"}) {
    EXPECT_FALSE(finding[field].contains("maxLength")) << field;
  }
  EXPECT_FALSE(schemas["programme.v1.Council"]["properties"]["uid"].contains("maxLength"));
  for (const auto& [name, schema] : schemas.items()) {
    if (!name.starts_with("gateway.v1.")) continue;
    EXPECT_EQ(schema.dump().find("maxLength"), std::string::npos) << name;
    EXPECT_EQ(schema.dump().find("maxItems"), std::string::npos) << name;
  }
}

TEST_F(OpenApiTest, AChangeSaysOnlyWhatItChanges) {
  const auto at = [this](const ordered_json& ref) -> const ordered_json& {
    return document_[ordered_json::json_pointer(ref["$ref"].get<std::string>().substr(1))];
  };
  int patches = 0;
  for (const auto& [path, methods] : document_["paths"].items()) {
    for (const auto& [method, operation] : methods.items()) {
      if (method != "patch" && method != "delete") continue;
      // An operation that is done has no other revision.
      if (operation["operationId"] == "DeleteOperation") continue;
      const bool needs_etag =
          std::ranges::any_of(operation["parameters"], [&](const ordered_json& parameter) {
            return parameter.contains("$ref") && at(parameter)["name"] == "If-Match" &&
                   at(parameter)["required"] == true;
          });
      EXPECT_TRUE(needs_etag) << method << " " << path;
      if (method == "delete") continue;
      ++patches;
      const auto& body = operation["requestBody"]["content"]["application/json"]["schema"];
      EXPECT_FALSE(at(body).contains("required")) << path;
      EXPECT_FALSE(at(body)["properties"].empty()) << path;
      for (const auto& [name, field] : at(body)["properties"].items()) {
        if (field.contains("$ref")) {
          EXPECT_FALSE(at(field).contains("required")) << path << " " << name;
        }
      }
    }
  }
  EXPECT_GT(patches, 10);
  // What is only made was not read.
  EXPECT_EQ(document_["paths"]["/v1/councils"]["post"].dump().find("IfMatch"), std::string::npos);
  const ordered_json& post = document_["paths"]["/v1/councils"]["post"]["requestBody"]["content"];
  EXPECT_THAT(at(post["application/json"]["schema"])["required"], ElementsAre("title"));
}

TEST(OpenApiPath, NamesParametersAfterTheirCollections) {
  const OpenApiPath path = ToOpenApiPath("/v1/{project.name=partnerships/*/projects/*}:undelete");
  EXPECT_EQ(path.path, "/v1/partnerships/{partnership}/projects/{project}:undelete");
  EXPECT_THAT(path.parameters, ElementsAre("partnership", "project"));
  EXPECT_THAT(path.fields, ElementsAre("project"));
  EXPECT_EQ(
      ToOpenApiPath("/v1/{parent=partnerships/*/*/*}/{collection=*}:import").path,
      "/v1/partnerships/{partnership}/{parent_collection_1}/{parent_id_1}/{collection}:import");
}

}  // namespace
}  // namespace concordat::gateway
