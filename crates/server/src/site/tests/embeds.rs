use crate::test_support::{SessionFixture, TestApp};

#[actix_web::test]
async fn any_site_may_load_the_script_that_shows_the_program() {
    let app = TestApp::new().await;
    let script = app.get("/embed/program.js").await.expect(200);
    assert_eq!(script.header("content-type"), "text/javascript; charset=utf-8");
    assert_eq!(script.header("access-control-allow-origin"), "*");
    assert_eq!(script.header("cross-origin-resource-policy"), "cross-origin");
    assert!(!script.header("etag").is_empty());
}

#[actix_web::test]
async fn only_a_session_s_page_may_be_framed_and_only_where_it_is_asked_for() {
    let app = TestApp::new().await;
    SessionFixture::new("storage").create(&app).await;
    for (path, ancestors) in [
        ("/webinars/storage?step=register&embed=1", "*"),
        ("/de/webinare/storage?embed=1", "*"),
        ("/webinars/storage", "'none'"),
        ("/webinars/storage?embed=10", "'none'"),
        ("/webinars?embed=1", "'none'"),
        ("/admin?embed=1", "'none'"),
    ] {
        let page = app.get(path).await.expect(200);
        let policy = page.header("content-security-policy");
        assert!(policy.ends_with(&format!("frame-ancestors {ancestors}")), "{path}: {policy}");
        let html = String::from_utf8_lossy(&page.body);
        assert_eq!(html.contains("<base target=\"_blank\">"), ancestors == "*", "{path}");
    }
}
