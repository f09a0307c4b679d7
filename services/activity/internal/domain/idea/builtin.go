package idea

// Built-in ideas, in small Dutch ways of spending an afternoon: nothing that asks for a
// long journey, a ticket months ahead or strong legs. An organisation adds its own.
var builtIn = []Idea{
	{Key: "tea", What: "Samen thee drinken", WhatEN: "Drink tea together", Kind: "coffee", Setting: Indoors, Free: true, Likes: []string{"koffie drinken"}},
	{Key: "bakery", What: "Koffie met iets lekkers bij de bakker", WhatEN: "Coffee and a treat at the bakery", Kind: "coffee", Setting: Indoors, Likes: []string{"koffie drinken"}},
	{Key: "neighbourhood-coffee", What: "Koffie in het buurthuis", WhatEN: "Coffee at the community centre", Kind: "coffee", Setting: Indoors, Free: true, Likes: []string{"koffie drinken"}},
	{Key: "terrace", What: "Iets drinken op een terras", WhatEN: "A drink on a terrace", Kind: "coffee", Seasons: []Season{Spring, Summer}, Setting: Outdoors, Likes: []string{"koffie drinken"}},
	{Key: "soup", What: "Samen soep koken", WhatEN: "Cook soup together", Kind: "cooking", Seasons: []Season{Autumn, Winter}, Setting: Indoors, Likes: []string{"koken", "samen eten"}},
	{Key: "pancakes", What: "Pannenkoeken bakken", WhatEN: "Make pancakes", Kind: "cooking", Setting: Indoors, Likes: []string{"koken", "samen eten"}},
	{Key: "pizza", What: "Zelf pizza maken", WhatEN: "Make your own pizza", Kind: "cooking", Setting: Indoors, Likes: []string{"koken", "samen eten"}},
	{Key: "apple-pie", What: "Appeltaart bakken", WhatEN: "Bake an apple pie", Kind: "cooking", Seasons: []Season{Autumn}, Setting: Indoors, Likes: []string{"koken"}},
	{Key: "oliebollen", What: "Oliebollen bakken", WhatEN: "Bake oliebollen", Kind: "cooking", Seasons: []Season{Winter}, Setting: Indoors, Likes: []string{"koken"}},
	{Key: "pepernoten", What: "Pepernoten bakken", WhatEN: "Bake pepernoten", Kind: "cooking", Seasons: []Season{Autumn, Winter}, Setting: Indoors, Likes: []string{"koken"}},
	{Key: "fruit-salad", What: "Een fruitsalade maken", WhatEN: "Make a fruit salad", Kind: "cooking", Seasons: []Season{Spring, Summer}, Setting: Indoors, Likes: []string{"koken", "samen eten"}},
	{Key: "barbecue", What: "Samen barbecueën", WhatEN: "Have a barbecue together", Kind: "eating", Seasons: []Season{Summer}, Setting: Outdoors, Likes: []string{"samen eten", "koken"}},
	{Key: "chips", What: "Friet halen en samen eten", WhatEN: "Get chips and eat together", Kind: "eating", Likes: []string{"samen eten"}},
	{Key: "neighbourhood-meal", What: "Mee-eten in het buurthuis", WhatEN: "Join the meal at the community centre", Kind: "eating", Setting: Indoors, Likes: []string{"samen eten"}},
	{Key: "pea-soup", What: "Erwtensoep eten", WhatEN: "Eat pea soup", Kind: "eating", Seasons: []Season{Autumn, Winter}, Setting: Indoors, Likes: []string{"samen eten"}},
	{Key: "picnic", What: "Picknicken in het park", WhatEN: "Picnic in the park", Kind: "eating", Seasons: []Season{Spring, Summer}, Setting: Outdoors, Free: true, Likes: []string{"samen eten", "wandelen"}},
	{Key: "ice-cream", What: "Een ijsje halen", WhatEN: "Get an ice cream", Kind: "out", Seasons: []Season{Spring, Summer}, Setting: Outdoors, Likes: []string{"wandelen", "samen eten"}},
	{Key: "round-the-block", What: "Een blokje om", WhatEN: "A walk around the block", Kind: "out", Setting: Outdoors, Free: true, Likes: []string{"wandelen"}},
	{Key: "woods", What: "Wandelen in het bos", WhatEN: "Walk in the woods", Kind: "out", Setting: Outdoors, Free: true, Likes: []string{"wandelen", "dieren"}},
	{Key: "beach", What: "Naar het strand of de plas", WhatEN: "To the beach or the lake", Kind: "out", Seasons: []Season{Summer}, Setting: Outdoors, Free: true, Likes: []string{"wandelen", "zwemmen"}},
	{Key: "bulbs", What: "Naar de bloemen kijken", WhatEN: "Look at the flowers", Kind: "out", Seasons: []Season{Spring}, Setting: Outdoors, Free: true, Likes: []string{"wandelen", "tuinieren"}},
	{Key: "leaves", What: "Bladeren en kastanjes zoeken", WhatEN: "Look for leaves and chestnuts", Kind: "out", Seasons: []Season{Autumn}, Setting: Outdoors, Free: true, Likes: []string{"wandelen", "knutselen"}},
	{Key: "lights", What: "Lichtjes kijken in de straat", WhatEN: "Look at the lights in the street", Kind: "out", Seasons: []Season{Winter}, Setting: Outdoors, Free: true, Likes: []string{"wandelen"}},
	{Key: "christmas-market", What: "Naar de kerstmarkt", WhatEN: "To the Christmas market", Kind: "out", Seasons: []Season{Winter}, Setting: Outdoors, Likes: []string{"wandelen", "winkelen"}},
	{Key: "animals", What: "Dieren kijken op de kinderboerderij", WhatEN: "See the animals at the children's farm", Kind: "out", Setting: Outdoors, Free: true, Likes: []string{"dieren", "wandelen"}},
	{Key: "dog", What: "Met een hond wandelen", WhatEN: "Walk a dog", Kind: "out", Setting: Outdoors, Free: true, Likes: []string{"dieren", "wandelen"}},
	{Key: "ducks", What: "Eendjes kijken bij de vijver", WhatEN: "Watch the ducks at the pond", Kind: "out", Setting: Outdoors, Free: true, Likes: []string{"dieren", "wandelen"}},
	{Key: "birds", What: "Vogels kijken", WhatEN: "Watch birds", Kind: "out", Seasons: []Season{Spring, Winter}, Setting: Outdoors, Free: true, Likes: []string{"dieren", "wandelen"}},
	{Key: "bike-ride", What: "Een stukje fietsen", WhatEN: "A short bike ride", Kind: "out", Seasons: []Season{Spring, Summer, Autumn}, Setting: Outdoors, Free: true, Likes: []string{"fietsen"}},
	{Key: "bus-ride", What: "Een ritje met de bus", WhatEN: "A ride on the bus", Kind: "out", Likes: []string{"treinen"}},
	{Key: "station", What: "Treinen kijken op het station", WhatEN: "Watch trains at the station", Kind: "out", Setting: Outdoors, Free: true, Likes: []string{"treinen"}},
	{Key: "train-trip", What: "Met de trein naar een andere stad", WhatEN: "Take the train to another town", Kind: "out", Likes: []string{"treinen", "winkelen"}},
	{Key: "museum", What: "Naar een museum", WhatEN: "To a museum", Kind: "out", Setting: Indoors, Likes: []string{"knutselen", "lezen"}},
	{Key: "library", What: "Naar de bibliotheek", WhatEN: "To the library", Kind: "out", Setting: Indoors, Free: true, Likes: []string{"lezen"}},
	{Key: "fishing", What: "Samen vissen", WhatEN: "Fish together", Kind: "out", Seasons: []Season{Spring, Summer, Autumn}, Setting: Outdoors, Likes: []string{"vissen"}},
	{Key: "fair", What: "Naar de kermis", WhatEN: "To the fair", Kind: "out", Seasons: []Season{Summer, Autumn}, Setting: Outdoors, Likes: []string{"wandelen"}},
	{Key: "kings-day", What: "Koningsdag vieren", WhatEN: "Celebrate King's Day", Kind: "out", Seasons: []Season{Spring}, Setting: Outdoors, Free: true, Likes: []string{"winkelen", "muziek"}},
	{Key: "swim", What: "Zwemmen in het zwembad", WhatEN: "Swim at the pool", Kind: "sport", Setting: Indoors, Likes: []string{"zwemmen"}},
	{Key: "bowling", What: "Samen bowlen", WhatEN: "Go bowling together", Kind: "sport", Setting: Indoors, Likes: []string{"bowlen", "spelletjes"}},
	{Key: "football", What: "Een balletje trappen", WhatEN: "Kick a ball about", Kind: "sport", Seasons: []Season{Spring, Summer, Autumn}, Setting: Outdoors, Free: true, Likes: []string{"voetbal"}},
	{Key: "watch-match", What: "Voetbal kijken bij de club", WhatEN: "Watch a match at the club", Kind: "sport", Seasons: []Season{Autumn, Winter, Spring}, Setting: Outdoors, Likes: []string{"voetbal"}},
	{Key: "jeu-de-boules", What: "Jeu de boules spelen", WhatEN: "Play jeu de boules", Kind: "sport", Seasons: []Season{Spring, Summer}, Setting: Outdoors, Free: true, Likes: []string{"spelletjes"}},
	{Key: "skating", What: "Schaatsen of kijken naar schaatsen", WhatEN: "Skate or watch skating", Kind: "sport", Seasons: []Season{Winter}, Likes: []string{"wandelen"}},
	{Key: "mini-golf", What: "Midgetgolf spelen", WhatEN: "Play mini golf", Kind: "sport", Seasons: []Season{Spring, Summer}, Setting: Outdoors, Likes: []string{"spelletjes"}},
	{Key: "dance", What: "Dansen op je eigen muziek", WhatEN: "Dance to your own music", Kind: "sport", Setting: Indoors, Free: true, Likes: []string{"dansen", "muziek"}},
	{Key: "film-home", What: "Een film kijken met popcorn", WhatEN: "Watch a film with popcorn", Kind: "film", Setting: Indoors, Free: true, Likes: []string{"film", "tv kijken"}},
	{Key: "cinema", What: "Naar de bioscoop", WhatEN: "To the cinema", Kind: "film", Setting: Indoors, Likes: []string{"film"}},
	{Key: "series", What: "Samen een serie kijken", WhatEN: "Watch a series together", Kind: "film", Seasons: []Season{Autumn, Winter}, Setting: Indoors, Free: true, Likes: []string{"tv kijken", "film"}},
	{Key: "board-game", What: "Een spelletje doen", WhatEN: "Play a board game", Kind: "games", Setting: Indoors, Free: true, Likes: []string{"spelletjes"}},
	{Key: "cards", What: "Samen kaarten", WhatEN: "Play cards together", Kind: "games", Setting: Indoors, Free: true, Likes: []string{"spelletjes"}},
	{Key: "video-game", What: "Samen gamen", WhatEN: "Play video games together", Kind: "games", Setting: Indoors, Free: true, Likes: []string{"games", "computer"}},
	{Key: "puzzle", What: "Een grote puzzel maken", WhatEN: "Do a big jigsaw", Kind: "games", Seasons: []Season{Autumn, Winter}, Setting: Indoors, Free: true, Likes: []string{"puzzelen"}},
	{Key: "bingo", What: "Naar de bingo", WhatEN: "To the bingo", Kind: "games", Setting: Indoors, Likes: []string{"spelletjes"}},
	{Key: "listen", What: "Muziek luisteren en laten horen", WhatEN: "Listen to each other's music", Kind: "music", Setting: Indoors, Free: true, Likes: []string{"muziek"}},
	{Key: "sing", What: "Samen zingen of karaoke", WhatEN: "Sing together or karaoke", Kind: "music", Setting: Indoors, Free: true, Likes: []string{"zingen", "muziek"}},
	{Key: "concert", What: "Naar een optreden in de buurt", WhatEN: "To a performance nearby", Kind: "music", Likes: []string{"muziek", "dansen"}},
	{Key: "choir", What: "Een keer kijken bij een koor", WhatEN: "Visit a choir once", Kind: "music", Setting: Indoors, Free: true, Likes: []string{"zingen"}},
	{Key: "paint", What: "Samen schilderen of tekenen", WhatEN: "Paint or draw together", Kind: "creative", Setting: Indoors, Free: true, Likes: []string{"knutselen"}},
	{Key: "cards-make", What: "Kerstkaarten maken", WhatEN: "Make Christmas cards", Kind: "creative", Seasons: []Season{Winter}, Setting: Indoors, Free: true, Likes: []string{"knutselen"}},
	{Key: "easter", What: "Eieren verven", WhatEN: "Paint eggs", Kind: "creative", Seasons: []Season{Spring}, Setting: Indoors, Free: true, Likes: []string{"knutselen"}},
	{Key: "lanterns", What: "Een lampion maken", WhatEN: "Make a lantern", Kind: "creative", Seasons: []Season{Autumn}, Setting: Indoors, Free: true, Likes: []string{"knutselen"}},
	{Key: "knit", What: "Samen breien of haken", WhatEN: "Knit or crochet together", Kind: "creative", Seasons: []Season{Autumn, Winter}, Setting: Indoors, Likes: []string{"handwerken"}},
	{Key: "photos", What: "Foto's maken in de buurt", WhatEN: "Take photos in the neighbourhood", Kind: "creative", Setting: Outdoors, Free: true, Likes: []string{"knutselen", "wandelen"}},
	{Key: "plants", What: "Planten in potten zetten", WhatEN: "Put plants into pots", Kind: "creative", Seasons: []Season{Spring}, Setting: Outdoors, Likes: []string{"tuinieren"}},
	{Key: "garden", What: "Helpen in de buurttuin", WhatEN: "Help in the community garden", Kind: "creative", Seasons: []Season{Spring, Summer, Autumn}, Setting: Outdoors, Free: true, Likes: []string{"tuinieren"}},
	{Key: "market", What: "Over de markt lopen", WhatEN: "Walk around the market", Kind: "shopping", Setting: Outdoors, Free: true, Likes: []string{"winkelen", "wandelen"}},
	{Key: "second-hand", What: "Snuffelen in de kringloopwinkel", WhatEN: "Browse the second-hand shop", Kind: "shopping", Setting: Indoors, Free: true, Likes: []string{"winkelen"}},
	{Key: "groceries", What: "Samen boodschappen doen", WhatEN: "Do the groceries together", Kind: "shopping", Setting: Indoors, Likes: []string{"winkelen", "koken"}},
}

// BuiltIn gives the ideas that come with Optrek.
func BuiltIn() []Idea {
	out := make([]Idea, len(builtIn))
	for i, b := range builtIn {
		b.Likes = foldAll(b.Likes)
		out[i] = b
	}
	return out
}
