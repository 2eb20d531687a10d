use crate::test_support::TestApp;

#[actix_web::test]
async fn any_site_may_load_the_script_that_shows_the_program() {
    let app = TestApp::new().await;
    let script = app.get("/embed/program.js").await.expect(200);
    assert_eq!(script.header("content-type"), "text/javascript; charset=utf-8");
    assert_eq!(script.header("access-control-allow-origin"), "*");
    assert_eq!(script.header("cross-origin-resource-policy"), "cross-origin");
    assert!(!script.header("etag").is_empty());
}
