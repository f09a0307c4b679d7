package sheet

import "strings"

// runs are the characters by which a spreadsheet takes a cell for something to run
// (OWASP, "CSV injection"), with their full-width forms.
const runs = "=+-@\t\r\n＝＋－＠"

// Neutral gives the cell such that a spreadsheet shows it and runs nothing: with an
// apostrophe before what it would run. Plain undoes it, whatever stood in the cell.
func Neutral(cell string) string {
	if risky(cell) {
		return "'" + cell
	}
	return cell
}

// Plain gives what Neutral was given. A cell of another administration stays as it is,
// unless it was made harmless in the same way: "'t Hoen" is a name.
func Plain(cell string) string {
	if rest, ok := strings.CutPrefix(cell, "'"); ok && risky(rest) {
		return rest
	}
	return cell
}

func risky(cell string) bool {
	rest := strings.TrimLeft(cell, "'")
	return rest != "" && strings.ContainsRune(runs, []rune(rest)[0])
}
