import type { RichText } from '../../model/block.ts';

/** Whole lines that only label, date or count, in the languages of the papers we know. */
const LABELS =
  /^(?:\W*)(?:advert(?:isement|orial)?|anzeige|werbung|publicité|publicidad|publicidade|pubblicità|reklama?|annonse?|mainos|реклама|sponsored(?: content)?|loading(?: ad)?\W*|skip (?:ad|advertisement)|story continues(?: below(?: advertisement)?)?|article continues (?:below|after)(?: advertisement)?|continue reading(?: below)?|scroll (?:down )?to continue|share(?: this)?(?: article| story)?|teilen|partager|compartir|compartilhar|condividi|поделиться|udostępnij|del|save|print(?: this)?(?: page| article)?|drucken|imprimer|comments?|kommentare|commentaires|leave a comment|\d+ comments?|copy link|link copied!?|follow us.{0,30}|tags?|topics?|themen|schlagwörter|mots[- ]clés|etiquetas|теги|related(?: (?:articles?|stories|topics|news|content|posts|links))?|more (?:stories|news|from .{1,40}|on this story)|most (?:read|popular|viewed)|trending(?: now)?|latest(?: news| stories)?|recommended(?: (?:stories|for you|reading))?|editor['’]?s['’]? picks?|you (?:may|might) also (?:like|be interested in)|popular|top stories|\d+\s*(?:min(?:ute)?s?\.?|minuten|minutes|minutos|min\.?) ?(?:read|de lecture|lesezeit|lesedauer|de lectura|läsning)?|lesezeit:?.{0,20}|reading time:?.{0,20}|listen(?: to (?:this )?article)?|artikel (?:anhören|vorlesen)|read full (?:article|story)|show (?:more|less)|see (?:all|more)|view (?:all|more|comments)|watch:?|photos?:?|video:?|gallery|photo gallery|file photo|image source|getty images|reuters|afp|sign (?:up|in)|log ?in|subscribe(?: now)?|register|read more|lire plus|mehr lesen|leer más|leia mais|close|back to top|zum thema|mehr zum thema|auch interessant|das könnte sie auch interessieren|lesen sie (?:auch|mehr).{0,20}|sur le même sujet|à lire aussi|читайте также|по теме|#.{0,10})(?:\W*)$/iu;

/** Words by which a paper asks its readers for something: subscriptions, addresses, money, follows. */
const ASKS =
  /\b(?:sign up (?:for|to|here|now)|subscribe (?:to|now|here|today)|newsletters?|(?:support|donate to) (?:our|us|independent|the)|make a (?:donation|contribution)|become a (?:member|subscriber|supporter)|follow (?:us|him|her|me|\S{2,30}) on|join (?:us|our|the conversation)|download (?:our|the) app|click here to|get (?:the|our) (?:latest|best|app|daily|morning)|like us on|have (?:a|an) (?:tip|story)|send (?:us )?(?:your )?tips?|contact us|got a (?:tip|story)|email us|our (?:whatsapp|telegram) channel|registration required|already a (?:subscriber|member)|newsletter[- ]?anmeld\w*|jetzt (?:abonnieren|anmelden|bestellen|testen)|abonnez[- ]vous|inscrivez[- ]vous|s['’]abonner|suscr[ií]bete|suscríbase|regístrate|síguenos|siga (?:a |o |nos)|assine|inscreva-se|iscriviti|abbonati|подпис(?:ывайтесь|аться|ка)|присоединяйтесь|поддержите|сделать пожертвование|zapisz się|subskrybuj|prenumerera|abonner dig)(?![\p{L}])/iu;
const APPEAL =
  /\b(?:dear readers?|your (?:support|contribution|donation)|as little as|every contribution|independent journalism|help us|support (?:the|our) work|remind me (?:later|next month))\b/i;
const COPYRIGHT =
  /^(?:©|\(c\)|copyright\b)|\ball rights reserved\b|(?:не допускается|alle rechte vorbehalten|tous droits réservés|todos los derechos reservados)/i;
const DISCLAIMER = /^(?:the )?(?:views|opinions)(?: and opinions)? expressed (?:in|by|here|are)\b/i;

/** What stands in place of an embed until its reader consents to another company's cookies. */
const CONSENT_STUB =
  /\b(?:externe[rn]? inhalte?(?:n|s)?\b.{0,80}(?:angezeigt|anzeigen|einblenden|laden|geladen|ausgewählt)|inhalte? (?:von|anzeigen).{0,40}(?:zustimm|einwillig|drittplattform)|personenbezogene daten an drittplattformen|ce contenu (?:est bloqué|provient)|pour (?:voir|afficher) ce contenu|accepte[rz] les cookies|este contenido (?:está|no se)|this content is (?:hosted|provided|blocked)|to (?:view|see) this (?:content|video|post|embed),? (?:please |you )|we need your (?:permission|consent) to load|view on (?:x|twitter|instagram|facebook|youtube))\b/i;

/** Whether a line only labels what is around it: an advert, a share bar, a reading time. */
export function isLabelLine(text: string): boolean {
  return text.length < 90 && (LABELS.test(text) || !/[\p{L}\p{N}]/u.test(text));
}

/** Whether a text asks its reader for something instead of telling the story: only short texts, or texts full of asking. */
export function isInvitation({ text, spans }: RichText): boolean {
  if (text.length < 600 && CONSENT_STUB.test(text)) return true;
  if (text.length > 300) return false;
  if (COPYRIGHT.test(text) || DISCLAIMER.test(text)) return true;
  const asks = ASKS.test(text);
  const hasLink = spans.some(({ kind }) => kind === 'link');
  if (asks && (hasLink || text.length < 140)) return true;
  return APPEAL.test(text) && (asks || hasLink);
}
