//! The panel's page.

use crate::test_support::TestApp;

#[actix_web::test]
async fn every_address_of_the_panel_is_one_page_that_nobody_keeps_lists_or_frames() {
    let app = TestApp::new().await;
    for path in
        ["/admin", "/admin/", "/admin/webinars/sessions?state=draft", "/admin/welcome", "/speaker-profile"]
    {
        let page = app.get(path).await.expect(200);
        assert_eq!(page.header("cache-control"), "no-store", "{path}");
        assert_eq!(page.header("x-robots-tag"), "noindex", "{path}");
        assert!(page.header("content-security-policy").contains("frame-ancestors 'none'"), "{path}");
        assert!(page.header("content-type").starts_with("text/html"), "{path}");
    }
    app.get("/administration").await.expect(404);
}
