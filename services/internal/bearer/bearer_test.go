package bearer_test

import (
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/optrek/optrek/services/internal/bearer"
	"github.com/optrek/optrek/services/internal/ids"
)

func TestWhatWasMadeIsReadBack(t *testing.T) {
	t.Parallel()
	organisation, connection := ids.New(), ids.New()
	secret, err := bearer.NewSecret(organisation, connection)
	if err != nil {
		t.Fatal(err)
	}
	shown, ok := bearer.Parse(secret)
	if !ok || shown.Organisation != organisation || shown.Connection != connection || !shown.IsSecret() || shown.Hash != bearer.Hash(secret) {
		t.Errorf("secret: %+v, %v", shown, ok)
	}
	if !strings.HasSuffix(secret, bearer.Ending(secret)) || len(bearer.Ending(secret)) != 4 || bearer.Ending("ab") != "ab" {
		t.Errorf("ending %q", bearer.Ending(secret))
	}
	token, err := bearer.NewToken(organisation)
	if err != nil {
		t.Fatal(err)
	}
	if shown, ok = bearer.Parse(token); !ok || shown.Organisation != organisation || shown.IsSecret() {
		t.Errorf("token: %+v, %v", shown, ok)
	}
	again, _ := bearer.NewToken(organisation)
	if again == token {
		t.Error("the same token twice")
	}
}

func TestWhatIsNeitherIsRefused(t *testing.T) {
	t.Parallel()
	secret, err := bearer.NewSecret(ids.New(), ids.New())
	if err != nil {
		t.Fatal(err)
	}
	token, err := bearer.NewToken(ids.New())
	if err != nil {
		t.Fatal(err)
	}
	ofNobody, err := bearer.NewToken(uuid.Nil.String())
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"nothing": "", "a word": "geheim", "prefix alone": "opts_", "token as secret": "opts_" + token[5:], "secret as token": "optt_" + secret[5:],
		"one short": token[:len(token)-1], "one more": token + "A", "other letters": token[:len(token)-1] + "+", "a space": token + " ",
		"capital prefix": "OPTT_" + token[5:], "no organisation": ofNobody, "not canonical": secret[:len(secret)-1] + "-" + "=",
	} {
		if shown, ok := bearer.Parse(text); ok {
			t.Errorf("%s was read as %+v", name, shown)
		}
	}
	if _, err := bearer.NewSecret("x", ids.New()); err == nil {
		t.Error("an organisation that is no id")
	}
}
