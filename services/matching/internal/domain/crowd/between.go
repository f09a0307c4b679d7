package crowd

import "github.com/optrek/optrek/services/matching/internal/domain"

// Between says why these two could go together: the client with the wish that waits
// (Person.Waiting), and the networker. false when one of them is not in the crowd, or
// they could not go together: then there is no idea to give reasons for.
func (c *Crowd) Between(client, networker domain.ClientID) (Words, bool) {
	mine, ok := c.Person(client)
	other, there := c.Person(networker)
	if !ok || !there || mine.Waiting.ID == "" || client == networker || between(factsOf(mine), factsOf(other)) != noObstacle {
		return Words{}, false
	}
	return Question{Wish: mine.Waiting, Profile: mine.Profile}.words(other), true
}
