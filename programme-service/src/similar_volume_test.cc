// The issue's own case: what four papers say of customer contact finds one another among 11,000
// generated projects.
#include <absl/strings/str_split.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <map>
#include <random>

#include "programme-service/src/resources.h"
#include "programme-service/src/similar_reading.h"
#include "programme-service/src/work_terms.h"
#include "tests/support/costs_testing.h"
#include "tests/support/places.h"

namespace concordat::programme {
namespace {

constexpr char kRegion[] = "partnerships/region";
constexpr int kProjects = 11000;
constexpr int kInOneTransaction = 100;

using CsvRow = std::map<std::string, std::string>;

// The rows of a bundle's file by their ids; a further row of a record is left out.
std::map<std::string, CsvRow> ReadSample(const std::string& path) {
  std::ifstream file(test::InSources("samples/" + path));
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  std::vector<std::vector<std::string>> lines(1, std::vector<std::string>(1));
  bool quoted = false;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '"') {
      if (quoted && i + 1 < text.size() && text[i + 1] == '"')
        lines.back().back() += text[++i];
      else
        quoted = !quoted;
    } else if (c == ',' && !quoted) {
      lines.back().emplace_back();
    } else if (c == '\n' && !quoted) {
      lines.emplace_back(1);
    } else {
      lines.back().back() += c;
    }
  }
  std::map<std::string, CsvRow> rows;
  for (size_t line = 1; line < lines.size(); ++line) {
    CsvRow row;
    for (size_t i = 0; i < lines[line].size(); ++i) row[lines[0][i]] = lines[line][i];
    rows.emplace(row["id"], row);
  }
  return rows;
}

v1::Project Generated(int i, std::mt19937* random) {
  static const std::vector<std::string> words = {
      "customer", "contact",  "housing",  "revenue",  "procurement", "payroll",   "legal",
      "waste",    "street",   "lighting", "fleet",    "benefits",    "transport", "licensing",
      "audit",    "planning", "archive",  "library",  "schools",     "adult",     "care",
      "children", "sport",    "health",   "property", "energy",      "network",   "telephony",
      "web",      "training", "records",  "asset",    "finance"};
  const auto draw = [&](int low, int high) {
    std::string text;
    for (int left = std::uniform_int_distribution(low, high)(*random); left > 0; --left) {
      text += Concat(text.empty() ? "" : " ", words[(*random)() % words.size()]);
    }
    return text;
  };
  v1::Project project;
  project.set_name(Concat(kRegion, "/projects/generated-", i));
  project.set_title(Concat(draw(2, 5), " ", i));
  project.set_narrative(draw(20, 120));
  project.set_service_area(Concat(kRegion, "/serviceAreas/area-", (*random)() % 150));
  project.set_lifecycle(static_cast<v1::Project::Lifecycle>(2 + (*random)() % 3));
  if ((*random)() % 4 == 0) project.add_tags(draw(1, 2));
  return project;
}

class SimilarVolumeTest : public test::CostsTest {
 protected:
  SimilarVolumeTest() : CostsTest("programme", ProgrammeResources()) {
    std::mt19937 random(2011);
    for (int first = 0; first < kProjects; first += kInOneTransaction) {
      Fill([&](test::TableFiller* tables) {
        for (int i = first; i < first + kInOneTransaction; ++i) tables->Put(Generated(i, &random));
      });
    }
    Fill([&](test::TableFiller* tables) { PutPapers(tables); });
  }

  // The places of the others among what is most like one.
  std::map<std::string, int> Places(const std::string& work, bool with_tags) {
    std::map<std::string, int> places;
    const auto read = [&](const Records& records) {
      auto response = ReadSimilar(records, {work, 50, with_tags});
      for (int i = 0; response.ok() && i < response->works_size(); ++i) {
        places[response->works(i).work()] = i + 1;
      }
      return response.status();
    };
    Costs(kRegion, read);
    return places;
  }

  std::vector<std::string> works_;

 private:
  std::string Named(const std::string& collection, const std::string& id) {
    return Concat(kRegion, "/", collection, "/", id);
  }

  template <typename Work>
  void Put(Work work, const std::string& collection, const std::string& id,
           test::TableFiller* tables) {
    work.set_name(Named(collection, id));
    works_.push_back(work.name());
    tables->Put(work);
  }

  void PutPapers(test::TableFiller* tables) {
    CsvRow row = ReadSample("agma/service-areas.csv").at("customer-contact");
    v1::ServiceArea agma;
    agma.set_title(row["title"]);
    agma.add_champion_posts()->set_title(row["champion_posts.title"]);
    Put(agma, "serviceAreas", "customer-contact", tables);
    row = ReadSample("manchester/projects.csv").at("corporate-contact-centre");
    v1::Project manchester;
    manchester.set_title(row["title"]);
    manchester.set_narrative(row["narrative"]);
    manchester.set_pillar(row["pillar"]);
    // The bundles call the service area by the same name.
    manchester.set_service_area(Concat(kRegion, "/", row["service_area"]));
    for (const absl::string_view tag : absl::StrSplit(row["tags"], '|')) {
      manchester.add_tags(std::string(tag));
    }
    Put(manchester, "projects", "corporate-contact-centre", tables);
    row = ReadSample("nwegg/programmes.csv").at("customer-services");
    v1::Programme nwegg;
    nwegg.set_title(row["title"]);
    nwegg.set_description(row["description"]);
    nwegg.set_target_outcomes(row["target_outcomes"]);
    nwegg.mutable_lead()->set_title(row["lead.title"]);
    Put(nwegg, "programmes", "customer-services", tables);
    const auto actions = ReadSample("salford/actions.csv");
    for (const char* id : {"action-01", "action-02", "action-03"}) {
      row = actions.at(id);
      v1::Action salford;
      salford.set_title(row["title"]);
      salford.set_measures(row["measures"]);
      salford.set_equality_text(row["equality_text"]);
      salford.set_risk_text(row["risk_text"]);
      salford.add_strategic_links(row["strategic_links"]);
      salford.mutable_lead()->set_title(row["lead.title"]);
      Put(salford, "actions", id, tables);
    }
  }
};

TEST_F(SimilarVolumeTest, WhatFourPapersSayOfCustomerContactFindsOneAnother) {
  ASSERT_EQ(works_.size(), 6u);
  for (const bool with_tags : {true, false}) {
    for (const std::string& work : works_) {
      auto places = Places(work, with_tags);
      for (const std::string& other : works_) {
        if (other == work) continue;
        ASSERT_TRUE(places.contains(other)) << work << " does not find " << other;
        EXPECT_LE(places[other], with_tags ? 5 : 10) << work << " finds " << other;
      }
    }
  }
}

}  // namespace
}  // namespace concordat::programme
