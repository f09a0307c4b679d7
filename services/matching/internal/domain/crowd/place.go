package crowd

import "strconv"

// How near two areas are, as far as four digits can tell: the same village or part of a
// town, one nearby (the same three digits), one region (the same two).
const (
	notKnown = iota
	sameArea
	nearArea
	sameRegion
	elsewhere
)

func areaOf(digits string) uint16 {
	n, err := strconv.ParseUint(digits, 10, 16)
	if err != nil || n < 1000 || n > 9999 {
		return 0
	}
	return uint16(n)
}

func nearness(a, b uint16) int {
	switch {
	case a == 0 || b == 0:
		return notKnown
	case a == b:
		return sameArea
	case a/10 == b/10:
		return nearArea
	case a/100 == b/100:
		return sameRegion
	}
	return elsewhere
}

// How far people can go, in km. Two people can meet when both can reach a place between
// them: when it is not farther than both can go together.
const (
	usualTravel = 25 // somebody of whom it is not known
	breadth     = 15 // at most this much nearer than the middles of their regions
)

// tooFar says that there is no place both can reach. Within a region the digits tell no
// distance that would be fair to hold against anybody.
func tooFar(a, b facts) bool {
	if nearness(a.area, b.area) != elsewhere {
		return false
	}
	return atLeast(a.area/100, b.area/100) > goes(a)+goes(b)
}

func goes(f facts) int {
	if f.travel == 0 {
		return usualTravel
	}
	return int(f.travel)
}

// atLeast is how far apart two people are at least, in km, when all that is known are
// the first two digits of their postal codes.
func atLeast(a, b uint16) int { return int(distance[a-10][b-10]) }

// distance is atLeast of all regions.
var distance = func() (d [90][90]uint16) {
	for a, p := range middle {
		for b, q := range middle {
			x, y := int(p.x)-int(q.x), int(p.y)-int(q.y)
			d[a][b] = uint16(max(0, root(x*x+y*y)-breadth))
		}
	}
	return d
}()

// root is the whole part of a square root.
func root(n int) int {
	r := 0
	for (r+1)*(r+1) <= n {
		r++
	}
	return r
}

// middle is roughly the middle of each region of the postal code (10 to 99), in km east
// and north on the national grid: the town most people of the region live around. Rough
// on purpose: it only tells what is certainly far.
var middle = [90]struct{ x, y int16 }{
	{121, 487}, {120, 480}, {141, 472}, {143, 487}, {128, 492}, {115, 495}, {135, 520}, {115, 535}, {112, 516}, {104, 500}, // 10 Amsterdam … 19 Beverwijk
	{104, 489}, {102, 478}, {89, 468}, {93, 463}, {105, 460}, {81, 455}, {82, 447}, {94, 453}, {108, 446}, {100, 433}, // 20 Haarlem … 29 Capelle
	{92, 437}, {82, 435}, {75, 427}, {105, 425}, {132, 449}, {136, 456}, {130, 464}, {152, 464}, {158, 470}, {162, 449}, // 30 Rotterdam … 39 Veenendaal
	{157, 433}, {141, 437}, {125, 427}, {35, 395}, {52, 392}, {47, 369}, {79, 391}, {91, 396}, {112, 400}, {117, 407}, // 40 Tiel … 49 Oosterhout
	{133, 397}, {133, 409}, {149, 411}, {160, 418}, {172, 408}, {152, 376}, {161, 383}, {177, 385}, {195, 401}, {207, 374}, // 50 Tilburg … 59 Venlo
	{188, 360}, {188, 337}, {177, 319}, {187, 316}, {198, 322}, {187, 427}, {182, 430}, {175, 446}, {190, 444}, {202, 442}, // 60 Weert … 69 Zevenaar
	{219, 442}, {240, 440}, {213, 461}, {194, 469}, {213, 476}, {256, 473}, {242, 487}, {235, 506}, {257, 534}, {222, 525}, // 70 Doetinchem … 79 Hoogeveen
	{203, 503}, {205, 490}, {172, 503}, {188, 528}, {192, 550}, {182, 548}, {173, 560}, {164, 566}, {161, 577}, {182, 579}, // 80 Zwolle … 89 Leeuwarden
	{182, 582}, {197, 592}, {203, 570}, {224, 572}, {234, 557}, {258, 557}, {255, 573}, {234, 582}, {222, 588}, {253, 594}, // 90 around … 99 Delfzijl
}
