/**
 * What a generated story is made from. In all texts, `{town}`, `{person}`, `{body}` stand for names, `{figure}` for the
 * number that may be corrected, and `{said}` for a quotation that may be put otherwise.
 */
export type Topic = {
  slug: string;
  section: string;
  headline: string;
  otherHeadline: string;
  sayings: [string, string];
  paragraphs: [string, string, string, string, string, string];
  addition: string;
};

export const TOWNS = [
  'Morav',
  'Lipa',
  'Saltmere',
  'Gull Point',
  'Orren',
  'Tern',
  'Halden',
  'Brusk',
  'Wessel',
  'Old Mint',
];
export const PEOPLE = [
  'Agda Brome',
  'Cyril Vantor',
  'Edwina Sark',
  'Feodor Lisk',
  'Greta Ollander',
  'Henrik Moss',
  'Isolde Perrin',
  'Jarl Toom',
  'Klara Wend',
  'Leopold Strake',
];
export const BODIES = [
  'the town council',
  'the regional court',
  'the farmers’ league',
  'the harbor office',
  'the school board',
  'the water company',
];

export const TOPICS: Topic[] = [
  {
    slug: 'bridge-works',
    section: 'news',
    headline: 'Works on the {town} Bridge to Take Longer',
    otherHeadline: '{town} Bridge to Stay Shut Into the Winter',
    sayings: ['We found rust where the drawings showed steel', 'We found rust where nobody had looked'],
    paragraphs: [
      'The bridge at {town} will stay closed for {figure} more weeks, {body} said on the eve of the day on which it should have opened.',
      'Divers had looked at the piers and found that two of them had lost more of their stone than anybody had reckoned with.',
      '“{said},” said {person}, who leads the works.',
      'Buses go round by the old mill in the meantime. The detour takes a quarter of an hour, and more when the cattle are moved.',
      'Shops on the far bank say that their trade has halved. They have asked for the rent to be halved as well.',
      'A foot bridge made of boats, which was put up in spring, remains until the works are done.',
    ],
    addition: 'The contractor said in the evening that it would work on Sundays as well.',
  },
  {
    slug: 'school-roof',
    section: 'news',
    headline: 'Pupils in {town} Get Their School Back',
    otherHeadline: 'School in {town} Opens Again After Repairs',
    sayings: ['Nobody has ever run up these stairs so fast', 'Nobody has ever been so glad to see a blackboard'],
    paragraphs: [
      'The school at {town} has opened again after repairs that cost {figure} thousand crowns and took one term.',
      'A part of the ceiling had come down during the holidays. Nobody was in the room.',
      '“{said},” said {person}, the head of the school.',
      'Lessons had been held in the seamen’s hall, in the library and, for the younger ones, in a brewery that had been empty since the war.',
      'According to {body}, all other roofs of the district have been looked at and found to be sound.',
      'The old beams are to be made into benches for the yard.',
    ],
    addition: 'Parents have asked for the report of the engineers to be made public.',
  },
  {
    slug: 'fishing-quota',
    section: 'business',
    headline: 'Boats From {town} to Land Less Cod',
    otherHeadline: 'Smaller Cod Quota Angers {town}',
    sayings: ['The sea has more fish than the ministry has figures', 'The ministry counts paper, and we count fish'],
    paragraphs: [
      'Boats from {town} may land {figure} tons of cod in the coming season, a third less than in the last one.',
      'The Fisheries Ministry says that the stock needs two quiet years. The skippers say that they cannot afford one.',
      '“{said},” said {person}, who has fished for thirty years.',
      'Those who stay in port are to be paid by the day. How much, {body} could not say.',
      'Prices at the quay rose on the news and then fell again when a large catch came in from the north.',
      'The quota is to be looked at once more in the autumn, when the research ship is back.',
    ],
    addition: 'Two of the skippers have said that they will sell their boats.',
  },
  {
    slug: 'factory-jobs',
    section: 'business',
    headline: 'Glass Factory at {town} to Hire',
    otherHeadline: 'New Furnace Brings Jobs to {town}',
    sayings: ['We have orders for two years and hands for one', 'We have more orders than hands'],
    paragraphs: [
      'The glass factory at {town} is to hire {figure} people before the summer, its largest step since the new furnace was lit.',
      'The furnace runs on wood gas and, the company says, uses half of what the old one did.',
      '“{said},” said {person}, the director.',
      'Training takes eleven months. Those who have never held a glassmaker’s pipe are welcome, and so are those who have given it up.',
      'A spokeswoman for {body} said that housing for them was being looked for.',
      'The works were founded by two brothers who did not speak to each other, which is why there are two gates.',
    ],
    addition: 'The union asks for the new contracts to be permanent ones.',
  },
];
