/** The client's face: being asked into a group, leaving it, taking back, rather not together. Dutch is the source; short as in `client`. */
export default {
  you: "Jij",
  group: "De groep",
  youLead: "Jij gaat voorop.",
  theyLead: "{name} gaat voorop. Jij gaat mee.",

  "join.question": "Wil je meedoen met {name}?",
  "join.why": "Waarom jij?",
  "join.inTitle": "Je hoort erbij!",
  "join.in": "Fijn! Jij doet nu mee met {name}.",
  "join.yes": "Fijn dat je mee wilt doen.",

  "state.left": "Jij bent gestopt. Dat is goed.",
  "left.text": "Jij deed mee met de groep. Dat was mooi.",
  "back.note": "Je mag je bedenken.",
  "stop.group": "De anderen gaan gewoon verder.",

  "pause.other": "Rust maar uit. Je begeleider vraagt later hoe het is.",
  "pause.until": "We vragen het weer op {day}.",

  "apart.way": "Liever niet meer samen",
  "apart.whom": "Met wie liever niet?",
  "apart.question": "Wil je {name} liever niet meer zien?",
  "apart.noWhy": "Niemand vraagt waarom.",
  "apart.yes": "Ja, liever niet",
  "apart.no": "Nee, het is goed zo",
  "apart.title": "We zorgen ervoor",
  "apart.fine": "Jullie gaan niet meer samen op pad.",
  "apart.notTold": "We vertellen {name} niet wat jij zei.",
  "apart.again": "Toch wel samen",
  "apart.list": "Met wie liever niet",
  "apart.listText": "Alleen jij koos dit. Veranderen mag altijd.",
  "apart.none": "Niemand",
  "apart.noneText": "Iedereen mag weer.",
  "apart.tap": "Tik als het weer mag.",
} as const;
