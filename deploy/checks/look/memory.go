package main

import (
	"slices"

	"github.com/prometheus/prometheus/model/histogram"
	"github.com/prometheus/prometheus/model/labels"
	"github.com/prometheus/prometheus/promql/parser"
	"github.com/prometheus/prometheus/storage"
	"github.com/prometheus/prometheus/tsdb/chunkenc"
	"github.com/prometheus/prometheus/tsdb/chunks"
	"github.com/prometheus/prometheus/util/annotations"
)

// memory keeps figures as Prometheus would, without a disk.
type memory struct {
	order  []string
	series map[string]*kept
}

type kept struct {
	labels  labels.Labels
	samples []chunks.Sample
}

// add keeps one value of a figure, written as name{labels}.
func (m *memory) add(name string, at int64, value float64) error {
	if m.series == nil {
		m.series = map[string]*kept{}
	}
	if m.series[name] == nil {
		set, err := parser.NewParser(parser.Options{}).ParseMetric(name)
		if err != nil {
			return err
		}
		m.series[name], m.order = &kept{labels: set}, append(m.order, name)
	}
	m.series[name].samples = append(m.series[name].samples, point{at, value})
	return nil
}

// queryable lets the engine ask.
func (m *memory) queryable() storage.Queryable {
	return &storage.MockQueryable{MockQuerier: &storage.MockQuerier{
		SelectMockFunction: func(_ bool, _ *storage.SelectHints, matchers ...*labels.Matcher) storage.SeriesSet {
			found := &list{at: -1}
			for _, name := range m.order {
				s := m.series[name]
				if !slices.ContainsFunc(matchers, func(w *labels.Matcher) bool { return !w.Matches(s.labels.Get(w.Name)) }) {
					found.series = append(found.series, storage.NewListSeries(s.labels, s.samples))
				}
			}
			return found
		},
	}}
}

// list is what a question found.
type list struct {
	series []storage.Series
	at     int
}

func (l *list) Next() bool                        { l.at++; return l.at < len(l.series) }
func (l *list) At() storage.Series                { return l.series[l.at] }
func (l *list) Err() error                        { return nil }
func (l *list) Warnings() annotations.Annotations { return nil }

// point is one value at one time, in milliseconds.
type point struct {
	t int64
	v float64
}

func (p point) ST() int64                     { return 0 }
func (p point) T() int64                      { return p.t }
func (p point) F() float64                    { return p.v }
func (p point) H() *histogram.Histogram       { return nil }
func (p point) FH() *histogram.FloatHistogram { return nil }
func (p point) Type() chunkenc.ValueType      { return chunkenc.ValFloat }
func (p point) Copy() chunks.Sample           { return p }
