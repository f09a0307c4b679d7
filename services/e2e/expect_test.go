package e2e

import (
	"fmt"

	evaluationv1 "github.com/optrek/optrek/proto/gen/optrek/evaluation/v1"
	matchingv1 "github.com/optrek/optrek/proto/gen/optrek/matching/v1"
)

// suggests says whether somebody is suggested, with a sentence in both languages.
func suggests(s *matchingv1.SuggestForWishResponse, client string) error {
	for _, one := range s.GetSuggestions() {
		if one.GetClientId() != client {
			continue
		}
		for _, reason := range one.GetReasons() {
			if reason.GetNl() == "" || reason.GetEn() == "" {
				return fmt.Errorf("a reason without words: %v", reason.GetCode())
			}
		}
		if len(one.GetReasons()) > 0 {
			return nil
		}
	}
	return fmt.Errorf("not suggested among %d", len(s.GetSuggestions()))
}

// signals says whether there is such a signal about a match, with words why and a next step.
func signals(s *evaluationv1.ListSignalsResponse, kind evaluationv1.Signal_Kind, match string) error {
	for _, one := range s.GetSignals() {
		if one.GetKind() == kind && one.GetMatchId() == match && one.GetWhyNl() != "" && one.GetNextNl() != "" {
			return nil
		}
	}
	return fmt.Errorf("no signal %v among %d", kind, len(s.GetSignals()))
}
