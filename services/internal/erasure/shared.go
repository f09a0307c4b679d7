package erasure

// Shared says of a table that several people share, or that the service's own rules need when
// somebody goes, in which columns words about them stand. A backup file seals those columns
// under the keys of all of them; ids and dates stay readable, so that the rules can work.
// Tables that simply go need no line.
type Shared struct {
	Table   string
	Persons string   // SQL over the row t: the ids (uuid[]) of everybody the words may be about
	Columns []string // text; the table is left out of a backup altogether when there are none
	Why     string   // for a table that is left out
}
