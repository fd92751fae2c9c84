// Writes the Grafana dashboards beside it: one for the suite, one for each program and one
// for the business. Each is checked against Grafana's schema before it is written.
//
//	go run . [FOLDER]
package main

import (
	"encoding/json"
	"fmt"
	"log"
	"os"
	"path/filepath"

	"github.com/grafana/grafana-foundation-sdk/go/cog"
	"github.com/grafana/grafana-foundation-sdk/go/cog/variants"
	"github.com/grafana/grafana-foundation-sdk/go/common"
	"github.com/grafana/grafana-foundation-sdk/go/dashboard"
	"github.com/grafana/grafana-foundation-sdk/go/prometheus"
	"github.com/grafana/grafana-foundation-sdk/go/stat"
	"github.com/grafana/grafana-foundation-sdk/go/timeseries"
)

// One query of a panel: what it asks, and what its series are called.
type query struct {
	expr, legend string
}

// One panel. Units are Grafana's; width is of 24.
type panel struct {
	title, about, unit string
	queries            []query
	width              uint32
	// A number for now instead of a graph over time.
	now bool
}

type row struct {
	title  string
	panels []panel
}

type board struct {
	uid, title, about string
	rows              []row
}

const height = 8

func source() common.DataSourceRef {
	return common.DataSourceRef{Type: cog.ToPtr("prometheus"), Uid: cog.ToPtr("${source}")}
}

func targets(p panel) []cog.Builder[variants.Dataquery] {
	var all []cog.Builder[variants.Dataquery]
	for _, q := range p.queries {
		ask := prometheus.NewDataqueryBuilder().Expr(q.expr).LegendFormat(q.legend)
		if p.now {
			ask = ask.Instant()
		} else {
			ask = ask.Range().Exemplar(true)
		}
		all = append(all, ask)
	}
	return all
}

func (p panel) build() cog.Builder[dashboard.Panel] {
	if p.now {
		return stat.NewPanelBuilder().Title(p.title).Description(p.about).Unit(p.unit).
			Datasource(source()).Span(p.width).Height(height).Targets(targets(p))
	}
	return timeseries.NewPanelBuilder().Title(p.title).Description(p.about).Unit(p.unit).
		Datasource(source()).Span(p.width).Height(height).Min(0).
		Tooltip(common.NewVizTooltipOptionsBuilder().Mode(common.TooltipDisplayModeMulti)).
		Targets(targets(p))
}

func (b board) build() (dashboard.Dashboard, error) {
	made := dashboard.NewDashboardBuilder(b.title).Uid(b.uid).Description(b.about).
		Tags([]string{"concordat"}).Refresh("30s").Time("now-6h", "now").Timezone("browser").
		Readonly().Tooltip(dashboard.DashboardCursorSyncCrosshair).
		WithVariable(dashboard.NewDatasourceVariableBuilder("source").Label("Source").Type("prometheus")).
		Link(dashboard.NewDashboardLinkBuilder("Concordat").Type(dashboard.DashboardLinkTypeDashboards).
			Tags([]string{"concordat"}).AsDropdown(true).IncludeVars(true).KeepTime(true))
	for _, r := range b.rows {
		made = made.WithRow(dashboard.NewRowBuilder(r.title))
		for _, p := range r.panels {
			made = made.WithPanel(p.build())
		}
	}
	return made.Build()
}

func write(folder string, b board) error {
	built, err := b.build()
	if err != nil {
		return err
	}
	if err := built.Validate(); err != nil {
		return err
	}
	text, err := json.MarshalIndent(built, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(folder, b.uid+".json"), append(text, '\n'), 0o644)
}

func main() {
	folder := "."
	if len(os.Args) > 1 {
		folder = os.Args[1]
	}
	for _, b := range boards() {
		if err := write(folder, b); err != nil {
			log.Fatal(fmt.Errorf("%s: %w", b.uid, err))
		}
	}
}
