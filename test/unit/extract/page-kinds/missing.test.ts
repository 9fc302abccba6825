import { cards, expectKinds, headed } from './samples.ts';

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
    'in Greek': { title: 'Σφάλμα', body: headed('Η σελίδα δεν βρέθηκε', '<p>Πίσω</p>') },
    'in Arabic': { title: 'خطأ', body: headed('الصفحة غير موجودة', '<p>العودة</p>') },
    'in Hebrew': { title: 'שגיאה', body: headed('הדף לא נמצא', '<p>חזרה</p>') },
    'in Korean': { title: '오류', body: headed('페이지를 찾을 수 없습니다', '<p>처음으로</p>') },
    'in Vietnamese': { title: 'Lỗi', body: headed('Không tìm thấy trang', '<p>Quay lại</p>') },
    'in Finnish': { title: 'Virhe', body: headed('Sivua ei löytynyt', '<p>Takaisin</p>') },
    'in Lithuanian': { title: 'Klaida', body: headed('Puslapis nerastas', '<p>Atgal</p>') },
    'in Persian': { title: 'خطا', body: headed('صفحه مورد نظر یافت نشد', '<p>بازگشت</p>') },
    'in Hindi': { title: 'त्रुटि', body: headed('पेज नहीं मिला', '<p>वापस</p>') },
    'of an article that is gone, with teasers below': {
      title: 'Paper',
      body: headed('This article is no longer available', `<p>You may like these.</p>${cards(9)}`),
    },
    'without a heading': {
      title: 'Paper',
      body: '<div class="error"><p>Sorry, the page you asked for does not exist.</p><a href="/">Front page</a></div>',
    },
  },
  empty: {
    'shell of an application': { title: 'Paper', body: '<div id="root"></div><script src="/app.js"></script>' },
    'shell that loads': { title: 'Paper', body: '<div class="loader">Loading…</div>' },
    'page of nothing': { title: '', body: '' },
    'shell with a word for readers without scripts': { title: 'Paper', body: '<noscript>Enable scripts.</noscript>' },
    'shell with a menu that waits': {
      title: 'Paper',
      body: '<div id="__next"><header></header></div><script src="/app.js"></script>',
    },
    'shell with the script of a consent dialogue': {
      title: 'Paper',
      head: '<script src="https://cdn.cookielaw.org/scripttemplates/otSDKStub.js"></script>',
      body: '<div id="root"></div><script src="/app.js"></script>',
    },
  },
});
