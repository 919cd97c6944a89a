package web

import "assay/claims"

// route is one line of the table: what it answers, what its reader must be allowed, and who answers.
type route struct {
	pattern string            // method and path, as http.ServeMux reads them
	need    claims.Permission // open, anyone, signedIn, or a permission
	handle  handler
}

// Beside the permissions of package claims a route may need nothing, or only that somebody is signed in. An open one
// answers everybody alike: its reader's session is not even looked up.
const (
	open     claims.Permission = "open"
	anyone   claims.Permission = ""
	signedIn claims.Permission = "signed in"
)

// routes is every address there is. A route that changes something is never a GET.
var routes = []route{
	{"GET /{$}", anyone, (*Server).home},
	{"GET /healthz", open, (*Server).health},
	{"GET /static/{name}", open, (*Server).static},

	{"GET /setup", anyone, (*Server).showSetup},
	{"POST /setup", anyone, (*Server).setUp},
	{"GET /login", anyone, (*Server).showLogin},
	{"POST /login", anyone, (*Server).login},
	{"POST /logout", signedIn, (*Server).logout},

	{"GET /queue", claims.MayRead, (*Server).showQueue},
	{"POST /queue/next", claims.MayWork, (*Server).takeNext},
	{"POST /queue/filters", claims.MayRead, (*Server).saveFilter},
	{"POST /queue/filters/{id}/remove", claims.MayRead, (*Server).removeFilter},
	{"GET /search", claims.MayRead, (*Server).search},
	{"GET /help/keys", claims.MayRead, (*Server).showKeys},

	{"GET /import", claims.MayWork, (*Server).showImport},
	{"POST /import", claims.MayWork, (*Server).createDraft},
	{"GET /import/{id}", claims.MayWork, (*Server).showDraft},
	{"POST /import/{id}", claims.MayWork, (*Server).saveDraft},
	{"POST /import/{id}/discard", claims.MayWork, (*Server).discardDraft},

	{"GET /articles", claims.MayRead, (*Server).listArticles},
	{"GET /articles/{id}", claims.MayRead, (*Server).showArticle},
	{"GET /articles/{id}/edit", claims.MayWork, (*Server).showArticleEdit},
	{"POST /articles/{id}/edit", claims.MayWork, (*Server).editArticle},
	{"POST /articles/{id}/blocks/{n}", claims.MayWork, (*Server).setBlock},
	{"GET /articles/{id}/claims/new", claims.MayWork, (*Server).showPicker},
	{"POST /articles/{id}/claims", claims.MayWork, (*Server).createClaim},
	{"GET /articles/{id}/history", claims.MayRead, (*Server).showArticleHistory},
	{"GET /articles/{id}/versions", claims.MayRead, (*Server).listVersions},
	{"GET /articles/{id}/versions/new", claims.MayWork, (*Server).newVersion},
	{"POST /articles/{id}/versions", claims.MayWork, (*Server).createVersion},
	{"GET /articles/{id}/text", claims.MayRead, (*Server).showArticleText},
	{"GET /articles/{id}/report", claims.MayRead, (*Server).showReport},
	{"GET /articles/{id}/{report}", claims.MayRead, (*Server).exportReport},

	{"GET /claims", claims.MayRead, (*Server).listClaims},
	{"GET /claims/{id}", claims.MayRead, (*Server).showClaim},
	{"POST /claims/bulk", claims.MayWork, (*Server).changeClaims},
	{"GET /claims/{id}/task", claims.MayWork, (*Server).showTask},
	{"POST /claims/{id}/task", claims.MayWork, (*Server).editTask},
	{"GET /claims/{id}/edit", claims.MayWork, (*Server).showClaimEdit},
	{"POST /claims/{id}/edit", claims.MayWork, (*Server).editClaim},
	{"POST /claims/{id}/accept", claims.MayWork, (*Server).acceptClaim},
	{"GET /claims/{id}/reject", claims.MayWork, (*Server).showReject},
	{"POST /claims/{id}/reject", claims.MayWork, (*Server).rejectClaim},
	{"GET /claims/{id}/withdraw", claims.MayWork, (*Server).showWithdraw},
	{"POST /claims/{id}/withdraw", claims.MayWork, (*Server).withdrawClaim},
	{"GET /claims/{id}/anchor", claims.MayWork, (*Server).showAnchor},
	{"POST /claims/{id}/anchor", claims.MayWork, (*Server).reanchor},
	{"GET /claims/{id}/recheck", claims.MayWork, (*Server).showRecheck},
	{"POST /claims/{id}/recheck", claims.MayWork, (*Server).recheckClaim},
	{"POST /claims/{id}/edge", claims.MayWork, (*Server).moveEdge},
	{"GET /claims/{id}/split", claims.MayWork, (*Server).showSplit},
	{"POST /claims/{id}/split", claims.MayWork, (*Server).splitClaim},
	{"GET /claims/{id}/merge", claims.MayWork, (*Server).showMerge},
	{"POST /claims/{id}/merge", claims.MayWork, (*Server).mergeClaim},
	{"GET /claims/{id}/history", claims.MayRead, (*Server).showClaimHistory},
	{"POST /undo", claims.MayWork, (*Server).undo},

	{"GET /claims/{id}/relations", claims.MayRead, (*Server).showRelations},
	{"POST /claims/{id}/relations", claims.MayWork, (*Server).createRelation},
	{"POST /relations/{id}/confirm", claims.MayWork, (*Server).confirmRelation},
	{"POST /relations/{id}/reject", claims.MayWork, (*Server).rejectRelation},
	{"POST /relations/{id}/revoke", claims.MayWork, (*Server).revokeRelation},

	{"GET /claims/{id}/evidence/new", claims.MayWork, (*Server).newEvidence},
	{"POST /claims/{id}/evidence", claims.MayWork, (*Server).createEvidence},
	{"GET /evidence/{id}/edit", claims.MayWork, (*Server).showEvidenceEdit},
	{"POST /evidence/{id}/edit", claims.MayWork, (*Server).editEvidence},
	{"GET /evidence/{id}/remove", claims.MayWork, (*Server).showEvidenceRemove},
	{"POST /evidence/{id}/remove", claims.MayWork, (*Server).removeEvidence},

	{"GET /claims/{id}/verdict", claims.MayWork, (*Server).showVerdict},
	{"POST /claims/{id}/verdict", claims.MayWork, (*Server).setVerdict},
	{"GET /claims/{id}/publication", claims.MayPublish, (*Server).showPublication},
	{"POST /claims/{id}/publication", claims.MayPublish, (*Server).publishVerdict},
	{"GET /reviews", claims.MayWork, (*Server).listOwnReviews},
	{"GET /claims/{id}/adjudication", claims.MayPublish, (*Server).showAdjudication},
	{"POST /claims/{id}/adjudication", claims.MayPublish, (*Server).adjudicate},
	{"GET /claims/{id}/round", claims.MayPublish, (*Server).showReopen},
	{"POST /claims/{id}/round", claims.MayPublish, (*Server).reopenRound},
	{"POST /claims/{id}/lease", claims.MayWork, (*Server).takeClaim},
	{"POST /claims/{id}/lease/release", claims.MayWork, (*Server).releaseClaim},
	{"POST /claims/{id}/drafts/{form}", claims.MayWork, (*Server).saveWorkDraft},

	{"POST /claims/{id}/comments", claims.MayWork, (*Server).addComment},
	{"POST /comments/{id}/resolve", claims.MayWork, (*Server).resolveComment},
	{"POST /comments/{id}/reopen", claims.MayWork, (*Server).reopenComment},

	{"GET /notices", signedIn, (*Server).listNotices},
	{"POST /notices/seen", signedIn, (*Server).seeNotices},
	{"POST /notices/{id}/seen", signedIn, (*Server).seeNotice},

	{"GET /sources", claims.MayRead, (*Server).listSources},
	{"GET /sources/{id}", claims.MayRead, (*Server).showSource},
	{"GET /sources/{id}/edit", claims.MayWork, (*Server).showSourceEdit},
	{"POST /sources/{id}/edit", claims.MayWork, (*Server).editSource},
	{"POST /sources/{id}/snapshots", claims.MayWork, (*Server).refetchSource},
	{"GET /snapshots/{id}", claims.MayRead, (*Server).showSnapshot},

	{"GET /reports", claims.MayRead, (*Server).listReports},
	{"GET /reports/agreement", claims.MayRead, (*Server).showAgreement},
	{"GET /reports/balance", claims.MayRead, (*Server).showBalance},
	{"GET /reports/balance.csv", claims.MayRead, (*Server).exportBalance},
	{"GET /history", claims.MayAudit, (*Server).showHistory},

	{"GET /people", claims.MayAudit, (*Server).listPeople},
	{"GET /people/new", claims.MayAdmin, (*Server).newPerson},
	{"POST /people/new", claims.MayAdmin, (*Server).createPerson},
	{"GET /people/{id}", claims.MayAdmin, (*Server).showPerson},
	{"POST /people/{id}", claims.MayAdmin, (*Server).editPerson},
	{"POST /people/{id}/password", claims.MayAdmin, (*Server).setPersonPassword},

	{"GET /settings/me", signedIn, (*Server).showMe},
	{"POST /settings/me", signedIn, (*Server).editMe},
	{"POST /settings/me/password", signedIn, (*Server).setMyPassword},
	{"POST /settings/me/look", anyone, (*Server).setLook},
	{"POST /settings/me/keys", signedIn, (*Server).setMyKeys},
	{"POST /settings/me/sessions", signedIn, (*Server).endMySessions},
	{"GET /settings/desk", claims.MayAdmin, (*Server).showDesk},
	{"POST /settings/desk", claims.MayAdmin, (*Server).editDesk},
	{"GET /settings/reviews", claims.MayAdmin, (*Server).showPolicy},
	{"POST /settings/reviews", claims.MayAdmin, (*Server).editPolicy},
	{"GET /settings/scales", claims.MayAdmin, (*Server).showScale},
	{"POST /settings/scales", claims.MayAdmin, (*Server).editScale},
}

// Patterns lists the patterns of all routes, for tests that walk them.
func Patterns() []string {
	out := make([]string, len(routes))
	for i, r := range routes {
		out[i] = r.pattern
	}
	return out
}
