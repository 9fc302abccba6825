// Runs in a rendered page, once a round: opens what is folded in its article, and asks for more of a text that comes in
// parts. Gives how many things it pressed or opened; `isTrial`: how many it would. It presses nothing that leads
// elsewhere, sends a form, or belongs to comments, navigation, accounts and the like.
(isTrial) => {
  const MOST_A_ROUND = 30;
  const LONGEST_LABEL = 60;
  const SCOPE = 'article, main, [role="main"], [role="feed"], [itemprop="articleBody"]';
  const APART =
    'nav, header, footer, aside, form, dialog, [role="navigation"], [role="complementary"], [role="banner"], ' +
    '[role="contentinfo"], [role="dialog"], [role="alertdialog"], [role="menu"], [role="menubar"], [role="toolbar"], ' +
    '[role="tablist"], [role="search"], [role="listbox"], [role="tooltip"], [contenteditable]';
  const PRESSABLE =
    'button, [role="button"], input[type="button"], a:not([href]), a[href^="#"], a[href^="javascript:" i], [onclick]';
  /** Words in a name, from its beginning, by which a part of a page is none of the article. */
  const APART_NAMES =
    /(?:^|\s)(?:comments?|kommentare?|comentarios?|commentaires?|discussion|disqus|respond|related|recommend\w*|teasers?|most (?:read|popular)|trending|newsletter|subscri\w*|abo|paywall|login|signin|sign in|account|register|share|sharing|social|follow|menu|nav\w*|breadcrumbs?|toolbar|search|cookie\w*|consent|advert\w*|ads?|player|audio|video|listen|podcast|poll|quiz|carousel|slider|slideshow|gallery|lightbox|tooltip)(?:$|\s)/;
  /** What a button says that is for readers' accounts, for their opinions, or for taking the text elsewhere. */
  const NEVER_WORDS =
    /log ?in|sign ?(?:in|up)|subscri|regist|\bjoin\b|donat|account|premium|anmeld|abonn|konto|connect|connexion|inscri|suscri|sesi[oó]n|acced|войти|подпис|регистр|увійти|підпис|реєстр|zaloguj|登录|登入|ログイン|订阅|訂閱|购买|اشترك|comment|kommentar|coment[aá]r|коммент|комент|share|teilen|partag|compart|condivid|поделит|listen|anhören|écouter|escuchar|print|drucken|cookie|consent|accept|agree|\bless\b|weniger|moins|menos|свернуть/i;
  /** Names that say of a button what it does, for pages of any language. */
  const OPENER_NAMES =
    /\b(?:(?:read|show|load|see|view|display|fetch|get) ?(?:more|all|full|rest|older|next)|(?:more|older) ?(?:button|btn|link|entries|posts|updates|items)|continue ?reading|read ?on|expand(?:er|able)?|unfold|uncollapse|truncat\w+|weiterlesen|mehr (?:anzeigen|laden|lesen)|lire la suite|leer mas|leggi tutto)\b/;
  const OPENER_WORDS = [
    /\b(?:read|show|see|view|load|display) (?:\w+ ){0,2}(?:more|all|full|rest|older|entire|whole)\b|\bcontinue reading\b|\bread on\b|\b(?:full|entire|whole|rest of(?: the| this)?) (?:article|story|text)\b|\b(?:more|older|earlier|previous) (?:entries|updates|posts|messages)\b|\bexpand (?:article|text|story|all)\b/,
    /weiterlesen|mehr (?:lesen|anzeigen|laden)|(?:alles|ganzen?|vollständig\w*|weitere?|ältere|frühere)(?: \S+)? (?:anzeigen|lesen|laden)|(?:weitere|ältere|frühere) (?:beiträge|einträge|meldungen)/,
    /lire la suite|(?:voir|afficher|charger|lire) (?:plus|la suite|tout|l['’](?:intégralité|article))|(?:messages|articles) précédents/,
    /(?:leer|ver|mostrar|cargar) (?:más|todo|el resto)|(?:seguir|continuar) leyendo|(?:ler|ver|mostrar|carregar|leia) (?:mais|tudo)|continu(?:ar|e) (?:a ler|lendo)/,
    /(?:leggi|mostra|carica|vedi|continua) (?:tutto|altro|di più|ancora|altri|a leggere)|(?:lees|toon|laad) (?:meer|verder|alles)|verder lezen/,
    /читать (?:далее|дальше|полностью|ещ[её])|(?:показать|загрузить|раскрыть) (?:ещ[её]|больше|полностью|вс[её]|более)|развернуть|читати (?:далі|більше|повністю)|(?:показати|завантажити) (?:ще|більше|все)|розгорнути/,
    /(?:czytaj|pokaż|wczytaj|załaduj) (?:więcej|dalej|całość|kolejne|starsze)|rozwiń|(?:číst|zobrazit|načíst) (?:dál|více|další|vše)/,
    /(?:läs|visa|ladda|les|vis|last inn|læs|indlæs) (?:mer|mera|mere|vidare|videre|fler|flere|alla|alle)|(?:lue|näytä|lataa) (?:lisää|kaikki)|devamını (?:oku|gör)|daha fazla/,
    /続きを(?:読む|見る)|もっと(?:見る|読む)|(?:展开|展開|查看|加载|載入|顯示|显示|阅读|閱讀)(?:全文|更多|全部)|继续阅读|繼續閱讀|더 ?보기|اقرأ المزيد|(?:عرض|تحميل) المزيد/,
  ];
  /** What can be pressed again and again, each time for more. */
  const AGAIN =
    /load|older|earlier|previous|more (?:entries|updates|posts|items)|laden|weitere|ältere|frühere|charger|précédents|cargar|carregar|carica|laad|загрузить|ещ[её]|завантажити|wczytaj|załaduj|starsze|načíst|ladda|last inn|indlæs|lataa|daha fazla|加载|載入|もっと|더 ?보기|تحميل/i;

  // Kept from round to round, where nothing that walks the page's own names comes across it.
  const key = Symbol.for('opened folds');
  window[key] ??= { pressed: new WeakSet(), length: -1 };
  const state = window[key];

  const parentOf = (element) => element.parentElement ?? element.getRootNode().host ?? null;
  function* holdersOf(element) {
    for (let at = element; at !== null && at !== document.body; at = parentOf(at)) yield at;
  }
  /** The page, and the open shadow trees in it. */
  function* rootsIn(root) {
    yield root;
    for (const element of root.querySelectorAll('*'))
      if (element.shadowRoot !== null) yield* rootsIn(element.shadowRoot);
  }
  const wordsOf = (name) =>
    name
      .replace(/([a-z])([A-Z])/g, '$1 $2')
      .toLowerCase()
      .replace(/[-_.:]+/g, ' ');
  const namesOf = (element) => [...element.classList, element.id].map(wordsOf);
  const isApart = (element) =>
    element.matches(APART) || namesOf(element).some((name) => APART_NAMES.test(name.split(' ').slice(0, 2).join(' ')));
  const isInArticle = (element) => {
    const holders = [...holdersOf(element)];
    return !holders.some(isApart) && (!hasScope || holders.some((holder) => holder.matches(SCOPE)));
  };
  const labelOf = (button) =>
    [button.innerText ?? '', button.value ?? '', button.getAttribute('aria-label') ?? '', button.title ?? '']
      .join(' ')
      .replace(/\s+/g, ' ')
      .trim()
      .toLowerCase();

  /** What a button with `aria-expanded` opens, where the page says so: something in the article, and no menu. */
  const opensPart = (button) => {
    if (button.getAttribute('aria-expanded') !== 'false') return false;
    const target = button.getRootNode().getElementById(button.getAttribute('aria-controls') ?? '');
    return target !== null && isInArticle(target);
  };
  const isOpener = (button, label) => {
    if (label.length > LONGEST_LABEL || NEVER_WORDS.test(label)) return false;
    if (button.hasAttribute('aria-haspopup') || button.getAttribute('aria-expanded') === 'true') return false;
    if (button.disabled || (button.form ?? null) !== null || button.getAttribute('target') === '_blank') return false;
    if (opensPart(button)) return true;
    const names = [...namesOf(button), wordsOf(button.dataset.testid ?? ''), wordsOf(button.dataset.action ?? '')];
    return names.some((name) => OPENER_NAMES.test(name)) || OPENER_WORDS.some((words) => words.test(label));
  };
  const leadsElsewhere = (element) => {
    const link = element.closest('a[href]');
    return link !== null && !/^(?:#|javascript:)/i.test(link.getAttribute('href'));
  };

  const hasScope = document.querySelector(SCOPE) !== null;
  const roots = [...rootsIn(document)];
  const length = roots.reduce((sum, root) => sum + ((root.body ?? root).textContent ?? '').length, 0);
  const hasGrown = length > state.length;
  if (!isTrial) state.length = length;

  let count = 0;
  const press = (element, action) => {
    count += 1;
    if (isTrial) return;
    state.pressed.add(element);
    action();
  };
  // Opens what it was pressed for, and nothing else: whatever would lead away is called off.
  if (!isTrial && state.isGuarded !== true) {
    state.isGuarded = true;
    window.navigation?.addEventListener('navigate', (event) => {
      if (!event.hashChange && !event.destination.sameDocument && event.cancelable) event.preventDefault();
    });
    addEventListener('submit', (event) => event.preventDefault(), true);
  }
  for (const root of roots) {
    for (const fold of root.querySelectorAll('details:not([open])')) {
      if (count >= MOST_A_ROUND) return count;
      if (state.pressed.has(fold) || !isInArticle(fold)) continue;
      press(fold, () => {
        fold.open = true;
      });
    }
    for (const button of root.querySelectorAll(PRESSABLE)) {
      if (count >= MOST_A_ROUND) return count;
      const label = labelOf(button);
      const isAgain = state.pressed.has(button);
      if (isAgain && !(hasGrown && AGAIN.test(`${label} ${namesOf(button).join(' ')}`))) continue;
      if (!isOpener(button, label) || leadsElsewhere(button) || !isInArticle(button)) continue;
      if (button.checkVisibility?.({ visibilityProperty: true }) === false) continue;
      press(button, () => button.click());
    }
  }
  return count;
};
