import { expectKinds, headed } from './samples.ts';

expectKinds({
  'soft-404': {
    'in English': { title: 'Page not found', body: headed('Page not found', '<p>It may have been moved.</p>') },
    'in German': { title: 'Fehler', body: headed('Seite nicht gefunden', '<p>Zur Startseite</p>') },
    'in French': { title: 'Erreur 404', body: headed('Page introuvable', '<p>Retour</p>') },
    'in Spanish': { title: 'Error', body: headed('Página no encontrada', '<p>Volver</p>') },
    'in Italian': { title: 'Errore', body: headed('Pagina non trovata', '<p>Torna</p>') },
    'in Portuguese': { title: 'Erro', body: headed('Página não encontrada', '<p>Voltar</p>') },
    'in Russian': { title: 'Ошибка', body: headed('Такой страницы нет', '<p>Страница не найдена или удалена.</p>') },
    'in Polish': { title: 'Błąd', body: headed('Nie znaleziono strony', '<p>Wróć</p>') },
    'in Dutch': { title: 'Fout', body: headed('Pagina niet gevonden', '<p>Terug</p>') },
    'in Swedish': { title: 'Fel', body: headed('Sidan hittades inte', '<p>Tillbaka</p>') },
    'in Japanese': { title: 'エラー', body: headed('ページが見つかりません', '<p>トップへ</p>') },
    'in Chinese': { title: '出错了', body: headed('页面不存在', '<p>返回首页</p>') },
    'in Turkish': { title: 'Hata', body: headed('Sayfa bulunamadı', '<p>Geri</p>') },
    'in Ukrainian': { title: 'Помилка', body: headed('Сторінку не знайдено', '<p>Назад</p>') },
  },
  empty: {
    'shell of an application': { title: 'Paper', body: '<div id="root"></div><script src="/app.js"></script>' },
    'shell that loads': { title: 'Paper', body: '<div class="loader">Loading…</div>' },
    'page of nothing': { title: '', body: '' },
    'shell with a word for readers without scripts': { title: 'Paper', body: '<noscript>Enable scripts.</noscript>' },
  },
});
