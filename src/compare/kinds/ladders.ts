import { primaryLanguage } from '../../model/primary-language.ts';

/**
 * Ladders of words, a ladder a line, its rungs parted by `<`: to step from one to another sharpens a claim, softens it or
 * turns it round. Words of one rung say much the same. Guilt, harm, intent, direction, decision, outcome, permission,
 * freedom, order.
 */
const LADDERS: Record<string, string> = {
  en: `suspect suspects suspected < accused charged indicted defendant < convicted killer killers murderer murderers perpetrator perpetrators attacker attackers
    injured wounded hurt injures wounds injuring wounding < killed dead died dies kills killing
    accident incident explosion blast mishap collision accidental < attack attacks bombing assault sabotage arson raid deliberate
    death deaths killing manslaughter < murder murders murdered execution massacre genocide
    detained questioned < arrested < charged < convicted sentenced jailed
    rise rose rises risen rising increase increased increases grew grow grows gained climbed jumped soared higher < fall fell falls fallen falling decrease decreased drop dropped drops shrank plunged slumped declined lower
    accept accepted accepts approve approved approves backed backs agreed adopted passed < reject rejected rejects oppose opposed opposes refused blocked vetoed
    win won wins beat beats victory < lost lose loses defeat drew draw
    allow allowed allows permit permitted lifted legal lawful < ban banned bans forbid forbidden prohibited illegal unlawful
    guilty < innocent
    convicted < acquitted cleared
    arrested detained jailed imprisoned < released freed
    alive survived < dead died
    open opened opens reopened < closed shut closes
    before < after
    for < against
    support supports supported < oppose opposes opposed
    succeeded success successful < failed failure fails`,
  de: `verdächtige verdächtiger verdächtigen tatverdächtige tatverdächtiger < angeklagte angeklagter beschuldigte beschuldigter < täter täterin mörder mörderin attentäter verurteilte verurteilter
    verletzt verletzte verletzten verwundet < getötet tot tote starben starb ums
    unfall zwischenfall explosion vorfall < anschlag angriff attentat sabotage brandstiftung überfall
    totschlag tod < mord ermordung massaker
    festgenommen < angeklagt < verurteilt
    stieg steigt gestiegen stiegen wuchs zugenommen höher < fiel fällt gefallen sank sinkt gesunken sanken schrumpfte niedriger
    angenommen billigte billigt zugestimmt befürwortet unterstützt < abgelehnt lehnte verworfen blockiert
    gewann gewonnen siegte gewinnt sieg < verlor verloren unterlag verliert niederlage
    erlaubt legal < verboten illegal
    schuldig < unschuldig
    verurteilt < freigesprochen
    festgenommen inhaftiert < freigelassen entlassen
    vor < nach
    für < gegen`,
  fr: `suspect suspects suspecte < accusé accusée prévenu < meurtrier meurtrière assassin tueur coupable auteur
    blessé blessés blessée blessées < mort morts tué tués morte tuée mortes tuées
    accident incident explosion < attentat attaque agression sabotage
    homicide mort < meurtre assassinat massacre
    arrêté interpellé < inculpé < condamné
    augmenté hausse augmente progressé monté < baissé baisse diminué reculé chuté recul
    accepté approuvé adopté soutenu < rejeté refusé bloqué
    gagné remporté victoire < perdu défaite
    autorisé légal < interdit illégal
    coupable < innocent
    condamné < acquitté relaxé
    arrêté détenu < libéré relâché
    avant < après
    pour < contre`,
  es: `sospechoso sospechosa sospechosos < acusado acusada acusados imputado < asesino asesina homicida culpable autor
    herido heridos herida heridas < muerto muertos muerta muertas murieron fallecidos
    accidente incidente explosión < atentado ataque agresión sabotaje
    homicidio muerte < asesinato masacre
    detenido < procesado < condenado
    subió sube subieron aumentó aumenta creció alza < bajó baja bajaron cayó cae disminuyó descendió
    aceptó aprobó aprueba apoyó respaldó < rechazó rechaza denegó bloqueó
    ganó gana victoria venció < perdió pierde derrota
    permitió legal autorizó < prohibió ilegal
    culpable < inocente
    condenado < absuelto
    detenido encarcelado < liberado
    antes < después
    favor < contra`,
  ru: `подозреваемый подозреваемого подозреваемые подозреваемых подозреваемому < обвиняемый обвиняемого обвиняемые < убийца убийцу убийцы убийц убийце преступник преступника преступники преступников осужденный осужденного
    ранен ранены ранена пострадали пострадал пострадавших раненых < убит убиты убита погиб погибли погибла погибших убитых
    авария аварии инцидент инцидента взрыв взрыва происшествие < теракт теракта нападение нападения диверсия диверсии атака атаки удар удара
    смерть смерти гибель гибели < убийство убийства расправа казнь
    задержан задержали < арестован арестовали < осужден осудили приговорили
    вырос выросла выросли растет увеличился поднялся рост < упал упала упали падает снизился снизилась сократился падение
    одобрил одобрила одобрили принял приняли поддержал поддержали < отклонил отклонила отклонили отверг отвергли
    выиграл выиграла выиграли победил победа < проиграл проиграла проиграли уступил поражение
    разрешил разрешили законный < запретил запретили незаконный
    виновен виновным < невиновен невиновным
    арестован задержан < освобожден отпущен
    до < после
    за < против`,
  uk: `підозрюваний підозрюваного підозрювані підозрюваних < обвинувачений обвинуваченого < вбивця убивця вбивцю убивцю вбивці убивці злочинець злочинця засуджений
    поранений поранені поранено постраждали постраждалих поранених < вбито убито загинув загинули загинула загиблих убитих
    аварія аварії інцидент інциденту вибух вибуху < теракт теракту напад нападу диверсія атака атаки удар удару
    смерть смерті загибель загибелі < вбивство вбивства страта
    затриманий затримали < заарештований заарештували < засудили засуджено
    зріс зросла зросли зростає збільшився піднявся < впав впала впали падає знизився скоротився
    схвалив схвалила схвалили ухвалили підтримав підтримали < відхилив відхилила відхилили
    виграв виграла виграли переміг перемога < програв програла програли поразка
    дозволив дозволили < заборонив заборонили
    винний < невинний
    заарештований затриманий < звільнений
    до < після
    за < проти`,
};

/** The rungs that a word stands on: `ladder:rung`. */
type Table = Map<string, string[]>;

const TABLES = new Map(Object.entries(LADDERS).map(([language, ladders]) => [language, readTable(ladders)]));

function readTable(ladders: string): Table {
  const table: Table = new Map();
  for (const [ladder, line] of ladders.split('\n').entries()) {
    for (const [rung, words] of line.split('<').entries()) {
      for (const word of words.trim().split(/\s+/)) table.set(word, [...(table.get(word) ?? []), `${ladder}:${rung}`]);
    }
  }
  return table;
}

/** Whether two words (in lower case) stand on different rungs of one ladder, and on no rung together. */
export function isOtherRung(one: string, other: string, language: string | null): boolean {
  const table = TABLES.get(primaryLanguage(language) ?? 'en');
  const [rungs, others] = [table?.get(one) ?? [], table?.get(other) ?? []];
  if (rungs.some((rung) => others.includes(rung))) return false;
  const ladderOf = (rung: string) => rung.split(':')[0];
  return rungs.some((rung) => others.some((step) => ladderOf(rung) === ladderOf(step)));
}
