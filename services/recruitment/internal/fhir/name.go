package fhir

import (
	"slices"
	"strings"
	"time"
)

// called gives how somebody is called: the given name (nl-core: use "usual", or a given
// name with qualifier CL), or else the first official one; and the family name.
func called(names []humanName, today time.Time) (given, family string) {
	names = slices.DeleteFunc(slices.Clone(names), func(n humanName) bool {
		_, over := n.Period.ended(today)
		return over || n.Use == "old" || n.Use == "anonymous" || n.Use == "temp"
	})
	slices.SortStableFunc(names, func(a, b humanName) int { return order(a.Use) - order(b.Use) })
	for _, n := range names {
		if given == "" {
			given = callName(n)
		}
		if family == "" {
			family = familyName(n)
		}
	}
	for _, n := range names {
		if given == "" {
			given = firstName(n)
		}
	}
	return given, family
}

// order puts the official name, which has the family name in full, before the others.
func order(use string) int {
	switch use {
	case "official":
		return 0
	case "maiden":
		return 2
	default:
		return 1
	}
}

// callName gives the name by which somebody is called; empty when this name holds none.
func callName(n humanName) string {
	if n.Use == "usual" || n.Use == "nickname" {
		if given := firstName(n); given != "" {
			return given
		}
	}
	for i, g := range n.Given {
		if qualifier(n, i) == "CL" {
			return tidy(g)
		}
	}
	return ""
}

// firstName gives the first given name that is no initial.
func firstName(n humanName) string {
	for i, g := range n.Given {
		if g = tidy(g); g != "" && qualifier(n, i) != "IN" && !initials(g) {
			if n.Use == "usual" {
				return g
			}
			first, _, _ := strings.Cut(g, " ") // some put all of them in one
			return first
		}
	}
	return ""
}

func initials(s string) bool {
	return strings.Contains(s, ".") && !strings.ContainsFunc(s, func(c rune) bool { return c >= 'a' && c <= 'z' })
}

func qualifier(n humanName, i int) string {
	if i >= len(n.UnderGiven) {
		return ""
	}
	return ext(n.UnderGiven[i].Extension, "iso21090-EN-qualifier")
}

// familyName puts the parts of a family name together as somebody uses them. Without
// parts it is as the file has it.
func familyName(n humanName) string {
	part := func(name string) string { return tidy(ext(n.UnderFamily.Extension, name)) }
	own := tidy(part("humanname-own-prefix") + " " + part("humanname-own-name"))
	partner := tidy(part("humanname-partner-prefix") + " " + part("humanname-partner-name"))
	whole := tidy(n.Family)
	if part("humanname-own-name") == "" && part("humanname-partner-name") == "" {
		if prefix := part("humanname-own-prefix"); whole != "" && !strings.HasPrefix(strings.ToLower(whole), strings.ToLower(prefix)+" ") {
			return tidy(prefix + " " + whole)
		}
		return whole
	}
	forms := map[string]string{"NL1": own, "NL2": partner, "NL3": joined(partner, own), "NL4": joined(own, partner)}
	if form := forms[ext(n.Extension, "humanname-assembly-order")]; form != "" {
		return form
	}
	// Nobody says which: what the file has, when it is one of these, or has more than the own name.
	for _, form := range []string{own, partner, forms["NL3"], forms["NL4"]} {
		if strings.EqualFold(form, whole) || own == "" {
			return form
		}
	}
	if partner != "" && whole != "" {
		return whole
	}
	return own
}

func joined(a, b string) string { return strings.Trim(a+"-"+b, "-") }

// fullName is a name to show: how somebody is called, initials when there is no more.
func fullName(names []humanName, today time.Time) string {
	given, family := called(names, today)
	if given == "" {
		for _, n := range names {
			if letters := tidy(strings.Join(n.Given, "")); letters != "" {
				given = letters
				break
			}
		}
	}
	if name := tidy(given + " " + family); name != "" {
		return name
	}
	for _, n := range names {
		if text := tidy(n.Text); text != "" {
			return text
		}
	}
	return ""
}

// longest text that is looked at, in bytes; nothing of ours is longer by far.
const longest = 1000

func tidy(s string) string {
	if len(s) > longest {
		s = strings.ToValidUTF8(s[:longest], "")
	}
	return strings.Join(strings.Fields(s), " ")
}
