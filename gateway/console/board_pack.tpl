{{%AUTOESCAPE context="HTML"}}<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{TITLE}}: board pack as at {{AS_AT}}</title>
<style>
:root { --ink: #0b0c0c; --soft: #484f53; --line: #b1b4b6; --paper: #fff; --tint: #f3f4f5; --blue: #1d4f91; }
* { box-sizing: border-box; }
html { font: 1rem/1.5 Arial, "Liberation Sans", "Helvetica Neue", Helvetica, sans-serif; color: var(--ink); background: var(--paper); -webkit-text-size-adjust: 100%; }
body { margin: 0; overflow-wrap: break-word; }
main, .masthead, footer { max-width: 64rem; margin: 0 auto; padding: 0 1.25rem; }
.masthead { padding-top: 1.5rem; padding-bottom: 1rem; border-bottom: 4px solid var(--blue); }
.masthead p { margin: 0; color: var(--soft); }
h1 { font-size: 2rem; line-height: 1.15; margin: .15rem 0 .35rem; letter-spacing: -.01em; }
h2 { font-size: 1.5rem; line-height: 1.25; margin: 2.75rem 0 .75rem; padding-top: .75rem; border-top: 2px solid var(--ink); }
h3 { font-size: 1.1875rem; line-height: 1.3; margin: 1.75rem 0 .4rem; }
h4 { font-size: 1rem; margin: 1.25rem 0 .25rem; }
p, ul, ol, dl { margin: 0 0 .9rem; max-width: 44rem; }
ul { padding-left: 1.2rem; }
a { color: var(--blue); text-underline-offset: .15em; }
a:focus-visible, summary:focus-visible { outline: 3px solid #ffbf47; outline-offset: 1px; background: #ffbf47; color: var(--ink); }
.skip { position: absolute; left: -999rem; }
.skip:focus { left: 1rem; top: .5rem; }
.nothing { margin-top: 1.5rem; }
.where { color: var(--soft); font-size: .8125rem; font-weight: normal; }
.note { color: var(--soft); }
.prose { white-space: pre-line; }
.asked { border-left: .5rem solid var(--blue); padding: .1rem 0 .1rem 1rem; margin: 1.25rem 0 0; }
.asked h2 { border: 0; padding: 0; margin: 0 0 .35rem; font-size: 1.1875rem; }
.asked ol { padding-left: 1.2rem; margin: 0; } .asked li { margin: 0 0 .35rem; }
.glance { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 18rem), 1fr)); gap: 0 2rem; margin: 1.25rem 0 0; }
.glance > section { border-top: 2px solid var(--ink); padding: .6rem 0 .9rem; }
.glance h2 { border: 0; padding: 0; margin: 0 0 .35rem; font-size: 1.0625rem; }
.glance ul, .glance p { margin-bottom: .4rem; font-size: .9375rem; line-height: 1.4; }
.glance ul { list-style: none; padding: 0; }
.glance li { margin: 0 0 .35rem; }
.figure { font-size: 2rem; line-height: 1.1; font-weight: bold; font-variant-numeric: tabular-nums; }
.figures { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; margin: 0 0 .5rem; }
.figures div { min-width: 4rem; }
.figures dt { font-size: .875rem; color: var(--soft); }
.figures dd { margin: 0; }
.tag { display: inline-block; font-size: .875rem; font-weight: bold; line-height: 1.2; padding: .15rem .45rem .15rem .4rem; white-space: nowrap; border: 1px solid; }
.tag::before { margin-right: .35em; }
.red { color: #7d1c0f; background: #f9dcd7; } .tag.red::before { content: "\25A0"; }
.amber { color: #653200; background: #fde8cf; } .tag.amber::before { content: "\25B2"; }
.green { color: #00471f; background: #d5ebdc; } .tag.green::before { content: "\25CF"; }
.none { color: #3b4144; background: #e9ebec; } .tag.none::before { content: "\25CB"; }
.bad { color: #8a1f11; font-weight: bold; }
.card { border: 1px solid var(--line); border-left: .5rem solid var(--line); padding: .75rem 1rem .35rem; margin: 0 0 1.1rem; }
.card.edge-red { border-left-color: #b3261a; } .card.edge-amber { border-left-color: #c96a00; } .card.edge-green { border-left-color: #00703c; }
.card h4 { margin: 0 0 .35rem; font-size: 1.125rem; display: flex; flex-wrap: wrap; gap: .35rem .75rem; align-items: baseline; }
.card h5 { margin: .75rem 0 .2rem; font-size: 1rem; }
.card p, .card ul { margin-bottom: .6rem; max-width: 52rem; }
.facts { display: flex; flex-wrap: wrap; gap: .1rem 1.5rem; margin-bottom: .5rem; font-size: .9375rem; }
.facts div { display: flex; gap: .4rem; } .facts dt { color: var(--soft); } .facts dd { margin: 0; }
.challenge { border-left: 4px solid var(--ink); padding-left: .75rem; }
table { border-collapse: collapse; width: 100%; font-size: .9375rem; line-height: 1.4; margin: 0 0 1.25rem; }
.caption { font-size: 1.0625rem; margin: 1rem 0 .4rem; max-width: none; }
.caption .where { display: block; }
th, td { text-align: left; vertical-align: top; padding: .45rem .75rem .45rem 0; border-bottom: 1px solid var(--line); }
th:last-child, td:last-child { padding-right: .25rem; }
thead th { border-bottom: 2px solid var(--ink); vertical-align: bottom; }
tbody th { font-weight: normal; }
.num { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
thead .num { white-space: normal; }
.comment, .gist { display: block; font-size: .875rem; font-weight: normal; color: var(--soft); }
.period { white-space: nowrap; } .stated-figures table { font-size: .875rem; }
.status .tag { font-size: .8125rem; }
.money tr.heading th { font-weight: bold; padding-top: 1rem; }
tr.group th { font-weight: bold; padding-top: .6rem; } tr.group { break-after: avoid; }
.money tr.line th, .money tr.subtotal th, .money tr.total th { padding-left: .5rem; }
.money th .where { display: block; }
tr.subtotal th, tr.subtotal td { font-weight: bold; background: var(--tint); }
tr.total th, tr.total td { font-weight: bold; border-top: 2px solid var(--ink); border-bottom: 2px solid var(--ink); background: var(--tint); }
.money tr.said > * { border-bottom: 0; padding-bottom: .1rem; }
.money tr.remark td { font-size: .875rem; color: var(--soft); padding: 0 .25rem .45rem .5rem; font-weight: normal; white-space: pre-line; }
.plans th, .plans td { width: 24%; } .plans thead th:first-child, .plans tr.stage > th { width: 34%; } .plans thead th:last-child { width: 18%; }
.plans tr.said > * { border-bottom: 0; padding-bottom: .1rem; }
.plans tr.remark td { font-size: .875rem; color: var(--soft); padding: 0 .25rem .5rem .75rem; width: auto; } .plans tr.remark p { margin: 0 0 .25rem; max-width: 52rem; } .plans tr.remark strong { color: var(--ink); } .plans details { border: 0; } .plans summary { padding: 0 0 .25rem; }
.slip { display: block; font-size: .875rem; font-weight: bold; }
.funnel .where { display: block; }
.map { width: auto; table-layout: fixed; font-size: .875rem; }
.map th, .map td { border: 1px solid #fff; padding: .35rem .4rem; text-align: center; vertical-align: middle; }
.map thead th { border-bottom-color: #fff; } .map tbody th { text-align: right; font-weight: bold; }
.map td { width: 6.5rem; height: 4rem; position: relative; }
.map .score { position: absolute; top: .1rem; right: .3rem; font-size: .75rem; }
.map .refs { font-weight: bold; font-size: 1rem; }
.h0 { background: #eef1f4; } .h1 { background: #d9e2ec; } .h2 { background: #b6c8da; } .h3 { background: #88a5c1; } .h4 { background: #1d4f91; color: #fff; }
.register .ref { width: 2.5rem; } .register .num { width: 2rem; }
.register p { margin: .25rem 0 0; font-size: .875rem; color: var(--soft); max-width: none; }
.register .where { display: block; }
.implication h4 { display: inline; margin: 0; }
.findings { padding-left: 1.4rem; max-width: 58rem; }
.finding { border-bottom: 1px solid var(--line); padding: .5rem 0; }
.finding p { margin: 0 0 .2rem; max-width: none; }
.finding .stated { font-size: .875rem; line-height: 1.4; }
.finding .repeats { border: 0; font-size: .875rem; } .finding .repeats summary { padding: .2rem 0; } .finding .repeats ul { margin: 0; }
/* A table that is too wide for a page stands as it does on a telephone. */
.many, .many tbody { display: block; }
.many thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.many tr { display: grid; grid-template-columns: repeat(auto-fit, minmax(8rem, 1fr)); gap: .1rem .6rem; padding: .4rem 0; border-bottom: 1px solid var(--line); }
.many th, .many td { border: 0; padding: 0; width: auto; }
.many .wide { grid-column: 1 / -1; }
.many td[data-label]:not(.wide)::before { content: attr(data-label); display: block; font-size: .75rem; font-weight: normal; color: var(--soft); white-space: normal; }
.many td.wide[data-label]::before { content: attr(data-label) ": "; color: var(--soft); }
.many td:empty { display: none; }
.many .num { text-align: left; }
.map.great { width: 100%; } .map.great thead th:first-child { width: 5.5rem; } .map.great th, .map.great td { width: auto; padding: .2rem .1rem; font-size: .75rem; }
details { border-bottom: 1px solid var(--line); }
summary { cursor: pointer; padding: .5rem 0; }
summary h3, .card summary h5 { display: inline; margin: 0; }
.card details { border: 0; border-top: 1px solid var(--line); } .card h6 { font-size: .9375rem; margin: .6rem 0 .15rem; } .detail { display: block; color: var(--soft); }
details[open] > summary { padding-bottom: .75rem; }
.expected { width: 30%; } .outcome { width: 7.5rem; }
footer { margin-top: 3rem; padding-top: 1rem; padding-bottom: 2rem; border-top: 1px solid var(--line); font-size: .875rem; color: var(--soft); }
@media screen and (max-width: 40rem) {
  html { font-size: .9375rem; line-height: 1.4; }
  h1 { font-size: 1.625rem; } h2 { font-size: 1.3125rem; margin-top: 2rem; } .figure { font-size: 1.625rem; }
  main, .masthead, footer { padding-left: .9rem; padding-right: .9rem; }
  .card { padding: .6rem .7rem .2rem; }
  .stack, .stack tbody { display: block; }
  .stack thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .stack tr { display: grid; grid-template-columns: repeat(auto-fit, minmax(5.25rem, 1fr)); gap: .1rem .6rem; padding: .4rem 0; border-bottom: 1px solid var(--line); }
  .stack th, .stack td { border: 0; padding: 0; width: auto; }
  .stack .wide { grid-column: 1 / -1; }
  .stack td[data-label]:not(.wide)::before { content: attr(data-label); display: block; font-size: .75rem; font-weight: normal; color: var(--soft); white-space: normal; }
  .stack td.wide[data-label]::before { content: attr(data-label) ": "; color: var(--soft); }
  .stack td:empty { display: none; }
  .stack .num { text-align: left; }
  .money tr.line th, .money tr.subtotal th, .money tr.total th, .money tr.remark td { padding: 0; }
  .money tr.said, .plans tr.said { border-bottom: 0; padding-bottom: 0; } .plans tr.remark td { padding: 0; } .plans th, .plans td { width: auto; }
  .money tr.subtotal, .money tr.total { background: var(--tint); } .money tr.subtotal td, .money tr.total td { border: 0; }
  .money tr.subtotal.said + tr.remark, .money tr.total.said + tr.remark { background: var(--tint); }
  .register .ref { width: 1.75rem; } .register .num { width: 1.25rem; } .register th, .register td { padding-right: .4rem; }
  .map { width: 100%; } .map th, .map td { padding: .2rem .1rem; font-size: .75rem; } .map td { width: auto; height: 3rem; } .map .refs { font-size: .8125rem; }
}
@page { size: A4; margin: 12mm 13mm 14mm; @bottom-right { content: "Page " counter(page) " of " counter(pages); font: 8pt Arial, sans-serif; color: #484f53; } }
@media print {
  html { font-size: 9pt; line-height: 1.35; } .skip { display: none; }
  main, .masthead, footer { max-width: none; padding-left: 0; padding-right: 0; } .masthead { padding-top: 0; }
  p, ul, ol, dl, .card p, .card ul { max-width: none; orphans: 3; widows: 3; }
  a { color: inherit; text-decoration: none; }
  h1, h2, h3, h4, h5, h6, summary, thead { break-after: avoid; break-inside: avoid; } h2 { margin-top: 1.5rem; }
  tr, .finding, .facts, .short, li, .money tbody, .plans tbody { break-inside: avoid; } .inferred { break-before: avoid; } thead { display: table-header-group; }
  details.fold > summary { padding: 0; } details.fold { break-inside: auto; }
  th, td { padding-top: .18rem; padding-bottom: .18rem; } h2 { margin-bottom: .5rem; } h3 { margin-top: 1rem; } tr.group th { padding-top: .4rem; }
  details { border: 0; } details::details-content { content-visibility: visible; display: block; height: auto; } summary { list-style: none; }
  .card, .map, .register tr { break-inside: avoid; }
  .finding { padding: .3rem 0; } .finding .stated { font-size: .8125rem; line-height: 1.3; }
  .findings { columns: 2; column-gap: 1.5rem; font-size: .875rem; line-height: 1.3; max-width: none; } .where { font-size: .75rem; }
  /* Browsers part a heading from the table below it, so it asks for the room of the first rows. */
  .caption::after { content: ""; display: block; height: 7rem; margin-bottom: -7rem; } .sums::after { height: 14rem; margin-bottom: -14rem; }
  .card:has(> details) { break-inside: auto; } .facts { break-after: avoid; }
  .map td { height: 2.6rem; } .implication { font-size: .875rem; line-height: 1.3; } .implication p, p.implication { margin-bottom: .4rem; }
  .annex ~ details table { font-size: .875rem; line-height: 1.3; margin-bottom: .6rem; } .annex ~ details .comment { font-size: .8125rem; } .annex ~ details h3 { margin-top: .8rem; }
  * { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
}
</style>
</head>
<body>
{{#HELD}}<a class="skip" href="#status">Skip to the status of projects and services</a>{{/HELD}}
<header class="masthead">
<p>{{PARTNERSHIP}}</p>
<h1>{{TITLE}}: board pack</h1>
<p>As at <strong>{{AS_AT}}</strong>{{#COMPARED}}, with changes since {{COMPARE_TO}}{{/COMPARED}}. {{MARKING}}.</p>
</header>
<main>{{#NOTHING_HELD}}
<p class="nothing">Nothing was held of <strong>{{OF}}</strong> on {{AS_AT}}: no project, service, money, risk, promise, decision or paper.</p>{{/NOTHING_HELD}}{{#HELD}}{{#ASKED}}
<section class="asked" aria-labelledby="asked">
<h2 id="asked">What the board is asked, {{DAY}}</h2>
<ol>{{#REQUEST}}
<li class="prose">{{TEXT:pre_escape}} <span class="where">{{WHERE}}</span></li>{{/REQUEST}}
</ol>
</section>{{/ASKED}}
<div class="glance">
<section aria-labelledby="glance-status">
<h2 id="glance-status"><a href="#status">Status</a></h2>
<dl class="figures">
<div><dt>Red</dt><dd class="figure">{{RED}}</dd></div>
<div><dt>Amber</dt><dd class="figure">{{AMBER}}</dd></div>
<div><dt>Green</dt><dd class="figure">{{GREEN}}</dd></div>{{#HAS_UNREPORTED}}
<div><dt>Not reported</dt><dd class="figure">{{UNREPORTED}}</dd></div>{{/HAS_UNREPORTED}}
</dl>
<ul>{{#WORST}}
<li><span class="tag {{CLASS}}">{{WORD}}</span> <a href="#{{ANCHOR}}">{{TITLE}}</a></li>{{/WORST}}
</ul>{{#MORE_WORST}}
<p>and <a href="#status">{{COUNT}} more</a> red or amber.</p>{{/MORE_WORST}}{{#HAS_CHALLENGED}}
<p>The facts do not bear out {{CHALLENGED}}.</p>{{/HAS_CHALLENGED}}
</section>
{{#PLANS_GLANCE}}<section aria-labelledby="glance-plans">
<h2 id="glance-plans"><a href="#plans">Plans</a></h2>
<dl class="figures">
<div><dt>Moved</dt><dd class="figure">{{MOVED}}</dd></div>
<div><dt>Stalled</dt><dd class="figure">{{STALLED}}</dd></div>
<div><dt>Will not be met</dt><dd class="figure">{{NOT_MET}}</dd></div>
</dl>
<p>{{SENTENCE}}</p>
</section>
{{/PLANS_GLANCE}}<section aria-labelledby="glance-findings">
<h2 id="glance-findings"><a href="#findings">What does not agree</a></h2>
<dl class="figures">
<div><dt>Contradictions</dt><dd class="figure">{{ERRORS}}</dd></div>
<div><dt>Warnings</dt><dd class="figure">{{WARNINGS}}</dd></div>
<div><dt>To know</dt><dd class="figure">{{NOTICES}}</dd></div>
</dl>
<ul>{{#TOP_FINDING}}
<li><a href="#{{ANCHOR}}">{{SUMMARY}}</a></li>{{/TOP_FINDING}}
</ul>{{#MORE_FINDINGS}}
<p>and {{COUNT}} more.</p>{{/MORE_FINDINGS}}{{#NO_FINDINGS}}
<p>All that could be checked agrees.</p>{{/NO_FINDINGS}}
</section>
<section aria-labelledby="glance-money">
<h2 id="glance-money"><a href="#money">Money</a></h2>{{#HEADLINE}}
<dl class="figures">
<div><dt>Budget</dt><dd class="figure">{{BUDGET}}</dd></div>
<div><dt>Actual</dt><dd class="figure">{{ACTUAL}}</dd></div>
<div><dt>Variance</dt><dd class="figure">{{VARIANCE}}</dd></div>
</dl>
<p>{{LABEL}}, {{PERIOD}}. {{FAVOUR}} <span class="where">{{WHERE}}</span></p>{{#BIGGEST}}
<p>Largest: {{LINE_LABEL}}, {{LINE_VARIANCE}}. {{LINE_COMMENT}}</p>{{/BIGGEST}}{{/HEADLINE}}{{#NO_HEADLINE}}
<p>No figures are recorded as at this day.</p>{{/NO_HEADLINE}}
</section>
</div>

<h2 id="status">1. Status of projects and services</h2>{{#NO_LINES}}
<p>None is recorded as at this day.</p>{{/NO_LINES}}{{#GROUP}}
<h3>{{HEADING}}</h3>{{#LINE}}
<section class="card edge-{{CLASS}}" id="{{ANCHOR}}">
<h4>{{TITLE}} <span class="tag {{CLASS}}">{{WORD}}</span></h4>
<dl class="facts">
<div><dt>Kind</dt><dd>{{KIND}}</dd></div>{{#HOST}}
<div><dt>Host</dt><dd>{{VALUE}}</dd></div>{{/HOST}}{{#PARTNERS}}
<div><dt>Partners</dt><dd>{{VALUE}}</dd></div>{{/PARTNERS}}{{#START}}
<div><dt>Start</dt><dd>{{VALUE}}</dd></div>{{/START}}{{#DUE}}
<div><dt>Due</dt><dd>{{VALUE}}</dd></div>{{/DUE}}{{#PERCENT}}
<div><dt>Complete</dt><dd>{{VALUE}}%</dd></div>{{/PERCENT}}
</dl>{{#CHANGE}}
<p><strong>Changed:</strong> {{TEXT}}</p>{{/CHANGE}}{{#CHALLENGED}}
<p class="challenge"><strong>Challenge: the facts give <span class="tag {{CHALLENGE_CLASS}}">{{CHALLENGE_WORD}}</span>.</strong>{{#WHY}} {{TEXT}}{{/WHY}}</p>{{/CHALLENGED}}{{#SUMMARY}}
<p class="prose">{{TEXT:pre_escape}}</p>{{/SUMMARY}}{{#HAS_ISSUES}}
<ul>{{#ISSUE}}
<li><strong>{{TEXT}}.</strong>{{#EXPECTED}} Expected to be resolved: {{VALUE}}.{{/EXPECTED}}{{#MITIGATION}} Mitigation: <span class="prose">{{VALUE:pre_escape}}</span>{{/MITIGATION}} <span class="where">{{WHERE}}</span></li>{{/ISSUE}}{{#MORE_ISSUES}}
<li>{{COUNT}} more open issues are left out here.</li>{{/MORE_ISSUES}}
</ul>{{/HAS_ISSUES}}
<p class="where">{{WHERE}}</p>{{#HIGHLIGHT}}
<details class="report"><summary><h5>Highlight report to {{PERIOD_END}}</h5> <span class="tag {{REPORT_CLASS}}">{{REPORT_WORD}}</span></summary>
<p>{{REPORT_TITLE}} <span class="where">{{REPORT_WHERE}}</span></p>
<dl class="facts">{{#REPORT_FACT}}
<div><dt>{{LABEL}}</dt><dd>{{VALUE}}</dd></div>{{/REPORT_FACT}}
</dl>{{#BLOCK}}
<h6>{{HEADING}}</h6>{{#BLOCK_TEXT}}
<p class="prose">{{TEXT:pre_escape}}{{#AS_ABOVE}}As above.{{/AS_ABOVE}}{{#REST_ABOVE}} The rest stands above.{{/REST_ABOVE}}</p>{{/BLOCK_TEXT}}{{#BLOCK_LIST}}
<ul>{{#BLOCK_ITEM}}
<li><span class="prose">{{TEXT:pre_escape}}</span>{{#LIGHT}} <span class="tag {{CLASS}}">{{WORD}}</span>{{/LIGHT}}{{#DETAIL}}<span class="detail prose">{{LABEL}}: {{VALUE:pre_escape}}</span>{{/DETAIL}}</li>{{/BLOCK_ITEM}}
</ul>{{/BLOCK_LIST}}{{/BLOCK}}
</details>{{/HIGHLIGHT}}{{#FIGURES}}
<details class="stated-figures"><summary><h5>Figures stated: {{COUNT}}</h5></summary>
<table class="stack">
<thead><tr><th scope="col">Figure</th><th scope="col" class="num">Value</th><th scope="col">Period</th><th scope="col">Where stated</th></tr></thead>
<tbody>{{#FIGURE}}{{#STANDS_IN}}
<tr class="group"><th scope="rowgroup" colspan="4" class="wide">{{TEXT}}</th></tr>{{/STANDS_IN}}
<tr><th scope="row" class="wide">{{LABEL}}</th><td class="num">{{VALUE}}</td><td class="period">{{PERIOD}}</td><td class="where wide">{{WHERE}}</td></tr>{{/FIGURE}}
</tbody>
</table>{{#MORE_FIGURES}}
<p class="note">{{COUNT}} more figures are left out here.</p>{{/MORE_FIGURES}}
</details>{{/FIGURES}}{{#INFERRED}}
<p class="where inferred">Inferred:{{#INFERENCE}} {{MARK}} {{TEXT}}{{/INFERENCE}}</p>{{/INFERRED}}
</section>{{/LINE}}{{#MORE}}
<p class="note">{{COUNT}} more are left out here: <a href="{{LINK}}">{{LINK}}</a></p>{{/MORE}}{{/GROUP}}{{#HAS_REST}}
<h4 class="caption">All others: {{COUNT}}</h4>
<table class="status stack">
<thead><tr><th scope="col">Project or service</th><th scope="col">Kind</th><th scope="col">Status</th><th scope="col">Where stated</th></tr></thead>
<tbody>{{#REST}}
<tr id="{{ANCHOR}}"><th scope="row" class="wide">{{TITLE}}{{#NOTE}}<br><span class="where">{{TEXT}}</span>{{/NOTE}}{{#WHY}}<br><span class="where">Challenge: {{TEXT}}</span>{{/WHY}}</th><td>{{KIND}}</td><td><span class="tag {{CLASS}}">{{WORD}}</span>{{#COMPUTED}}<br><span class="where">facts give {{VALUE}}</span>{{/COMPUTED}}</td><td class="where wide">{{WHERE}}</td></tr>{{/REST}}
</tbody>
</table>{{#INFERRED}}
<p class="where inferred">Inferred:{{#INFERENCE}} {{MARK}} {{TEXT}}{{/INFERENCE}}</p>{{/INFERRED}}{{#MORE}}
<p class="note">{{COUNT}} more are left out here: <a href="{{LINK}}">{{LINK}}</a></p>{{/MORE}}{{/HAS_REST}}{{#FIGURES_END}}{{#MORE}}
<p class="note">{{COUNT}} more figures that are stated of these are left out here: <a href="{{LINK}}">{{LINK}}</a></p>{{/MORE}}{{/FIGURES_END}}

<h2 id="plans">2. Plans</h2>{{#NO_STAGES}}
<p>No stage is recorded as at this day.</p>{{/NO_STAGES}}{{#HAS_STAGES}}
<h4 class="caption">Stages <span class="where">{{WHERE}}</span></h4>
<table class="plans stack">
<thead><tr><th scope="col">Stage</th><th scope="col">Start</th><th scope="col">End</th><th scope="col">State</th></tr></thead>{{#SUBJECT}}
<tbody><tr class="group"><th scope="rowgroup" colspan="4" class="wide">{{TITLE}}</th></tr></tbody>{{#STAGE}}
<tbody>
<tr class="stage{{#SAID}} said{{/SAID}}" id="{{ANCHOR}}"><th scope="row" class="wide">{{LABEL}} <span class="where">{{WHERE}}</span></th>{{#START}}<td data-label="Start">{{DATE}}{{#PLANNED}}<span class="comment">planned: {{VALUE}}</span>{{/PLANNED}}{{#FIRST}}<span class="comment">first planned: {{VALUE}}</span>{{/FIRST}}{{#SLIP}}<span class="slip">{{VALUE}}</span>{{/SLIP}}</td>{{/START}}{{#END}}<td data-label="End">{{DATE}}{{#PLANNED}}<span class="comment">planned: {{VALUE}}</span>{{/PLANNED}}{{#FIRST}}<span class="comment">first planned: {{VALUE}}</span>{{/FIRST}}{{#SLIP}}<span class="slip">{{VALUE}}</span>{{/SLIP}}</td>{{/END}}<td data-label="State">{{#TROUBLED}}<span class="bad">{{WORD}}</span>{{/TROUBLED}}{{#STATE}}{{WORD}}{{/STATE}}</td></tr>{{#WORDS}}
<tr class="remark"><td colspan="4" class="wide">{{#MOVE}}<p><strong>{{TEXT}}</strong></p>{{/MOVE}}{{#BECAUSE}}<p>Because of: {{TEXT}}</p>{{/BECAUSE}}{{#SHORT}}<p class="prose">{{TEXT:pre_escape}}</p>{{/SHORT}}{{#LONG}}<details><summary>Current activity</summary><p class="prose">{{TEXT:pre_escape}}</p></details>{{/LONG}}</td></tr>{{/WORDS}}
</tbody>{{/STAGE}}{{/SUBJECT}}
</table>{{#INFERRED}}
<p class="where inferred">Inferred:{{#INFERENCE}} {{MARK}} {{TEXT}}{{/INFERENCE}}</p>{{/INFERRED}}{{#MORE}}
<p class="note">{{COUNT}} more are left out here: <a href="{{LINK}}">{{LINK}}</a></p>{{/MORE}}{{/HAS_STAGES}}{{#HAS_MILESTONES}}
<h4 class="caption">Milestones due <span class="where">What has passed and is not said to be reached, and what is due in the next three months.</span></h4>
<table class="plans stack">
<thead><tr><th scope="col">Milestone</th><th scope="col">Of</th><th scope="col">Due</th><th scope="col">State</th></tr></thead>
<tbody>{{#MILESTONE}}
<tr><th scope="row" class="wide">{{TITLE}} <span class="where">{{WHERE}}</span>{{#MOVE}}<span class="comment">{{TEXT}}</span>{{/MOVE}}</th><td data-label="Of">{{SUBJECT}}</td><td data-label="Due">{{DUE}}{{#PASSED}}<span class="slip bad">passed</span>{{/PASSED}}</td><td data-label="State">{{WORD}}</td></tr>{{/MILESTONE}}
</tbody>
</table>{{#INFERRED}}
<p class="where inferred">Inferred:{{#INFERENCE}} {{MARK}} {{TEXT}}{{/INFERENCE}}</p>{{/INFERRED}}{{#MORE}}
<p class="note">{{COUNT}} more are left out here: <a href="{{LINK}}">{{LINK}}</a></p>{{/MORE}}{{/HAS_MILESTONES}}{{#HAS_RETURNS}}
<h4 class="caption">Returns outstanding</h4>
<table class="stack">
<thead><tr><th scope="col">Council</th><th scope="col">Round</th><th scope="col">Due</th><th scope="col">State</th></tr></thead>
<tbody>{{#RETURN}}
<tr><th scope="row" class="wide">{{COUNCIL}}</th><td data-label="Round">{{PERIOD}}</td><td data-label="Due">{{DUE}}{{#OVERDUE}}<span class="slip bad">{{DAYS}} overdue</span>{{/OVERDUE}}</td><td data-label="State">{{WORD}}{{#REASON}}<span class="comment">{{TEXT}}</span>{{/REASON}}</td></tr>{{/RETURN}}
</tbody>
</table>{{#MORE}}
<p class="note">{{COUNT}} more are left out here: <a href="{{LINK}}">{{LINK}}</a></p>{{/MORE}}{{/HAS_RETURNS}}

<h2 id="money">3. Financial summary</h2>{{#NO_TABLES}}
<p>No figures are recorded as at this day.</p>{{/NO_TABLES}}{{#TABLE}}
<h4 class="caption sums">{{TITLE}}, {{PERIOD}} ({{UNIT}}) <span class="where">{{WHERE}}</span></h4>
<table class="money {{FORM}}">
<thead><tr><th scope="col">Line</th>{{#COUNCIL}}<th scope="col" class="num">{{NAME}}<br><span class="where">budget</span></th>{{/COUNCIL}}<th scope="col" class="num">Total<br><span class="where">budget</span></th><th scope="col" class="num">Total<br><span class="where">actual</span></th><th scope="col" class="num">Variance</th></tr></thead>
<tbody>{{#ROW}}{{#BEGINS}}
</tbody><tbody>{{/BEGINS}}
<tr class="{{CLASS}}{{#COMMENT}} said{{/COMMENT}}"><th scope="row" class="wide">{{LABEL}}{{#WHERE_STATED}} <span class="where">{{WHERE}}</span>{{/WHERE_STATED}}</th>{{#CELL}}<td class="num" data-label="{{COLUMN}}">{{SUM}}</td>{{/CELL}}<td class="num" data-label="Variance">{{VARIANCE}}{{#FAVOUR}} <span class="where">{{WORD}}</span>{{/FAVOUR}}</td></tr>{{#COMMENT}}
<tr class="remark"><td colspan="100" class="wide">{{TEXT:pre_escape}}</td></tr>{{/COMMENT}}{{/ROW}}
</tbody>
</table>{{#INFERRED}}
<p class="where inferred">Inferred:{{#INFERENCE}} {{MARK}} {{TEXT}}{{/INFERENCE}}</p>{{/INFERRED}}{{#OTHER_PERIODS}}
<p class="note">Money is also held for {{PERIODS}}.</p>{{/OTHER_PERIODS}}{{#MORE}}
<p class="note">{{COUNT}} more lines, of smaller variance, are left out here: <a href="{{LINK}}">{{LINK}}</a></p>{{/MORE}}{{/TABLE}}

<h2 id="risks">4. Risks</h2>{{#NO_REGISTERS}}
<p>No register is recorded as at this day.</p>{{/NO_REGISTERS}}{{#REGISTER}}
<h3 id="{{ANCHOR}}">{{TITLE}}</h3>
<p>{{COUNT}}. The printed scores add to <strong>{{STATED}}</strong>; likelihood × impact adds to <strong>{{COMPUTED}}</strong>{{#TOTALS_DIFFER}}: <span class="bad">they do not agree</span>{{/TOTALS_DIFFER}}.{{#UNSCORED}} {{COUNT}} named without a score.{{/UNSCORED}} <span class="where">{{WHERE}}</span></p>{{#MAP}}
<h4 class="caption">Heat map: {{WHAT}} of the risks in each cell <span class="where">{{MATRIX}}. The small figure is the cell’s score; darker is greater.</span></h4>
<table class="{{FORM}}">
<thead><tr><th scope="col">Likelihood ↓ Impact →</th>{{#IMPACT}}<th scope="col">{{NAME}}</th>{{/IMPACT}}</tr></thead>
<tbody>{{#LIKELIHOOD}}
<tr><th scope="row">{{NAME}}</th>{{#CELL}}<td class="h{{SHADE}}"><span class="score">{{SCORE}}</span><span class="refs">{{REFERENCES}}</span>{{#RATING}}<br>{{WORD}}{{/RATING}}</td>{{/CELL}}</tr>{{/LIKELIHOOD}}
</tbody>
</table>{{#LEVELS}}
<p class="where">{{TEXT}}</p>{{/LEVELS}}{{/MAP}}{{#MOVED}}
<h4>Movement since {{SINCE}}</h4>
<ul>{{#MOVEMENT}}
<li>{{TEXT}}</li>{{/MOVEMENT}}
</ul>{{/MOVED}}{{#STILL}}
<p>No risk has moved since {{SINCE}}.</p>{{/STILL}}
<h4 class="caption">Register</h4>
<table class="register">
<thead><tr><th scope="col" class="ref">Ref</th><th scope="col">Risk and mitigation</th><th scope="col" class="num"><abbr title="Likelihood">L</abbr></th><th scope="col" class="num"><abbr title="Impact">I</abbr></th><th scope="col" class="num">Score</th></tr></thead>
<tbody>{{#RISK}}
<tr><th scope="row">{{REFERENCE}}</th><td><strong>{{TITLE}}</strong>{{#OWNER}} <span class="where">{{ROLE}}</span>{{/OWNER}}<p class="prose">{{MITIGATION:pre_escape}}</p><span class="where">{{WHERE}}{{#RATING}} · {{WORD}}{{/RATING}}{{#APPETITE}} · above appetite{{/APPETITE}}</span></td><td class="num">{{L}}</td><td class="num">{{I}}</td><td class="num">{{SCORE}}{{#DIFFERS}}<br><span class="bad">L × I is {{COMPUTED}}</span>{{/DIFFERS}}</td></tr>{{/RISK}}
</tbody>
</table>{{#INFERRED}}
<p class="where inferred">Inferred:{{#INFERENCE}} {{MARK}} {{TEXT}}{{/INFERENCE}}</p>{{/INFERRED}}{{/REGISTER}}{{#REGISTERS_END}}{{#LIST}}{{#MORE}}
<p class="note">{{COUNT}} more {{WHAT}} are left out here: <a href="{{LINK}}">{{LINK}}</a></p>{{/MORE}}{{/LIST}}{{/REGISTERS_END}}

<h2 id="benefits">5. Benefits realisation and measures</h2>{{#NO_REALISATIONS}}
<p>None is recorded as at this day.</p>{{/NO_REALISATIONS}}{{#REALISATIONS}}
<h4 class="caption">What business cases promised and what came of it</h4>
<table class="stack">
<thead><tr><th scope="col">Service</th>{{#COLUMN}}<th scope="col" class="num">{{NAME}}</th>{{/COLUMN}}</tr></thead>
<tbody>{{#SERVICE}}
<tr><th scope="row" class="wide"><a href="#{{ANCHOR}}">{{TITLE}}</a></th>{{#CELL}}<td class="num" data-label="{{COLUMN}}">{{COUNT}}</td>{{/CELL}}</tr>{{/SERVICE}}
</tbody>
</table>{{#MORE}}
<p class="note">{{COUNT}} more services are left out here: <a href="{{LINK}}">{{LINK}}</a></p>{{/MORE}}{{/REALISATIONS}}{{#HAS_SHORTFALLS}}
<h3>Promises not kept and measures missed</h3>
<ul>{{#SHORTFALL}}
<li><strong>{{SERVICE}}:</strong> {{TEXT}} <span class="where">{{WHERE}}</span></li>{{/SHORTFALL}}
</ul>{{#INFERRED}}
<p class="where inferred">Inferred:{{#INFERENCE}} {{MARK}} {{TEXT}}{{/INFERENCE}}</p>{{/INFERRED}}{{/HAS_SHORTFALLS}}{{#HAS_FUNNEL}}
<h4 class="caption">From what was thought possible to what came about</h4>
<table class="funnel stack">
<thead><tr><th scope="col">Of</th>{{#COLUMN}}<th scope="col">{{NAME}}</th>{{/COLUMN}}</tr></thead>
<tbody>{{#FUNNEL}}
<tr><th scope="row" class="wide">{{TITLE}}{{#COUNCIL}} <span class="where">{{NAME}}</span>{{/COUNCIL}}</th>{{#CELL}}<td class="wide" data-label="{{COLUMN}}">{{#STEP}}<div>{{FIGURE}}{{#CHALLENGED}}, <span class="bad">challenged</span>{{/CHALLENGED}}{{#DATED}} <span class="where">{{DAY}}</span>{{/DATED}}{{#BASIS}}<span class="comment">{{TEXT}}</span>{{/BASIS}}<span class="where">{{WHERE}}</span></div>{{/STEP}}</td>{{/CELL}}</tr>{{/FUNNEL}}
</tbody>
</table>{{#INFERRED}}
<p class="where inferred">Inferred:{{#INFERENCE}} {{MARK}} {{TEXT}}{{/INFERENCE}}</p>{{/INFERRED}}{{#MORE}}
<p class="note">{{COUNT}} more are left out here: <a href="{{LINK}}">{{LINK}}</a></p>{{/MORE}}{{/HAS_FUNNEL}}

<h2 id="decisions">6. Decisions</h2>{{#HAS_EXCEPTIONS}}
<h3>Exceptions</h3>
<ul>{{#EXCEPTION}}
<li><strong>{{SUBJECT}}: {{TITLE}}.</strong> Out of its tolerance: {{TOLERANCE}}{{#ALLOWED}}, {{VALUE}} agreed{{/ALLOWED}}{{#FORECAST}}, {{VALUE}} forecast{{/FORECAST}}{{#RAISED}}, raised {{DAY}}{{/RAISED}}; {{STATE}}{{#DECIDED}} ({{DAY}}){{/DECIDED}}{{#BASELINE}}: {{TEXT}}{{/BASELINE}}.{{#DECISION_TEXT}} <span class="prose">{{TEXT:pre_escape}}</span>{{/DECISION_TEXT}}{{#CAUSE}}<span class="detail prose">Cause: {{TEXT:pre_escape}}</span>{{/CAUSE}} <span class="where">{{WHERE}}</span></li>{{/EXCEPTION}}
</ul>{{#INFERRED}}
<p class="where inferred">Inferred:{{#INFERENCE}} {{MARK}} {{TEXT}}{{/INFERENCE}}</p>{{/INFERRED}}{{#MORE}}
<p class="note">{{COUNT}} more are left out here: <a href="{{LINK}}">{{LINK}}</a></p>{{/MORE}}{{/HAS_EXCEPTIONS}}{{#HAS_GATES}}
<h3>Gates and their conditions</h3>
<ul>{{#GATE}}
<li><strong>{{SUBJECT}}{{#NAMED}}, {{GATE_NAME}}{{/NAMED}}: {{OUTCOME}}</strong> ({{DAY}}).{{#REASON}} <span class="prose">{{TEXT:pre_escape}}</span>{{/REASON}} <span class="where">{{WHERE}}</span>{{#CONDITIONS}}
<ul>{{#CONDITION}}
<li><span class="prose">{{TEXT:pre_escape}}</span>{{#OWNER}} {{ROLE}}.{{/OWNER}}{{#DUE}} Due {{DAY}}:{{/DUE}} {{#OVERDUE}}<span class="bad">{{WORD}}</span>{{/OVERDUE}}{{#STANDS}}{{WORD}}{{/STANDS}}.</li>{{/CONDITION}}
</ul>{{/CONDITIONS}}</li>{{/GATE}}
</ul>{{#INFERRED}}
<p class="where inferred">Inferred:{{#INFERENCE}} {{MARK}} {{TEXT}}{{/INFERENCE}}</p>{{/INFERRED}}{{#MORE}}
<p class="note">{{COUNT}} more are left out here: <a href="{{LINK}}">{{LINK}}</a></p>{{/MORE}}{{/HAS_GATES}}{{#NO_DECISIONS}}
<p>None is recorded as at this day.</p>{{/NO_DECISIONS}}{{#HAS_DECISIONS}}
<ul>{{#DECISION}}
<li><strong>{{DAY}}. {{KIND}}:</strong> <span class="prose">{{TEXT:pre_escape}}</span>{{#ASKED_OF}} Asked of: {{WHO}}.{{/ASKED_OF}}{{#DUE}} Due {{WHEN}}.{{/DUE}}{{#OUTCOME}} <strong>{{WORD}}{{#DECIDED}}, {{WHEN}}{{/DECIDED}}.</strong>{{/OUTCOME}}{{#MINUTED}} <span class="prose">{{WORDS:pre_escape}}</span>{{/MINUTED}} <span class="where">{{WHERE}}</span>{{#FOLLOW_UPS}}
<ul>{{#FOLLOW_UP}}
<li><span class="prose">{{WORDS:pre_escape}}</span>{{#OWNER}} {{ROLE}}.{{/OWNER}}{{#BY}} By {{WHEN}}.{{/BY}}{{#DONE}} Done {{WHEN}}.{{/DONE}}</li>{{/FOLLOW_UP}}
</ul>{{/FOLLOW_UPS}}</li>{{/DECISION}}
</ul>{{#INFERRED}}
<p class="where inferred">Inferred:{{#INFERENCE}} {{MARK}} {{TEXT}}{{/INFERENCE}}</p>{{/INFERRED}}{{#MORE}}
<p class="note">{{COUNT}} earlier meetings are left out here: <a href="{{LINK}}">{{LINK}}</a></p>{{/MORE}}{{#MORE_RECOMMENDATIONS}}{{#MORE}}
<p class="note">{{COUNT}} more recommendations are left out here: <a href="{{LINK}}">{{LINK}}</a></p>{{/MORE}}{{/MORE_RECOMMENDATIONS}}{{/HAS_DECISIONS}}

<h2 id="implications">7. Implications</h2>{{#NO_IMPLICATIONS}}
<p>None is recorded as at this day.</p>{{/NO_IMPLICATIONS}}{{#HAS_IMPLICATIONS}}{{#OF_PAPER}}{{#NAMED}}
<h3>{{TITLE}}</h3>{{/NAMED}}{{#IMPLICATION}}{{#SHORT}}
<p class="implication"><strong>{{TITLE}}{{#ANSWER}}: {{WORD}}{{/ANSWER}}.</strong> <span class="prose">{{TEXT:pre_escape}}</span> <span class="where">{{WHERE}}</span></p>{{/SHORT}}{{#LONG}}
<details class="implication"><summary><h4>{{TITLE}}{{#ANSWER}}: {{WORD}}{{/ANSWER}}</h4></summary>
<p class="prose">{{TEXT:pre_escape}} <span class="where">{{WHERE}}</span></p></details>{{/LONG}}{{/IMPLICATION}}{{#WORD}}
<p class="implication"><strong>{{ANSWER}}:</strong> {{TITLES}} <span class="where">{{WHERE}}</span></p>{{/WORD}}{{/OF_PAPER}}{{#INFERRED}}
<p class="where inferred">Inferred:{{#INFERENCE}} {{MARK}} {{TEXT}}{{/INFERENCE}}</p>{{/INFERRED}}{{#MORE}}
<p class="note">{{COUNT}} more are left out here: <a href="{{LINK}}">{{LINK}}</a></p>{{/MORE}}{{/HAS_IMPLICATIONS}}

<h2 id="findings">8. What does not agree</h2>{{#NO_FINDINGS}}
<p>All that could be checked agrees.</p>{{/NO_FINDINGS}}{{#FINDING_GROUP}}
{{#FOLDED}}<details class="fold"><summary>{{/FOLDED}}<h3>{{HEADING}}</h3>{{#FOLDED}}</summary>{{/FOLDED}}
<ol class="findings">{{#FINDING}}
<li class="finding" id="{{ANCHOR}}">
<p><strong>{{SUMMARY}}</strong>{{#POSSIBLE}} <span class="where">Possible: the dates or figures allow both answers.</span>{{/POSSIBLE}}</p>{{#REASON}}
<p>{{TEXT}}</p>{{/REASON}}{{#EXPLANATION}}
<p><em>{{TEXT}}</em></p>{{/EXPLANATION}}
<p class="stated">{{#FACT}}{{LABEL}}: <strong>{{VALUE}}</strong>{{#WHERE_STATED}} <span class="where">{{WHERE}}</span>{{/WHERE_STATED}}{{#FACT_separator}}; {{/FACT_separator}}{{/FACT}}</p>{{#REPEATS}}
<details class="repeats"><summary>{{COUNT}} from this</summary>
<ul>{{#REPEAT}}
<li id="{{ANCHOR}}">{{SUMMARY}}{{#EXPLANATION}} <em>{{TEXT}}</em>{{/EXPLANATION}}</li>{{/REPEAT}}
</ul></details>{{/REPEATS}}
</li>{{/FINDING}}
</ol>{{#FOLDED}}</details>{{/FOLDED}}{{/FINDING_GROUP}}{{#FINDINGS_END}}{{#MORE}}
<p class="note">{{COUNT}} more are left out here: <a href="{{LINK}}">{{LINK}}</a></p>{{/MORE}}{{/FINDINGS_END}}{{#SUPPRESSED}}
<p>The rule {{RULE}} is turned off ({{REASON}}); it would have found {{COUNT}}.</p>{{/SUPPRESSED}}{{#ANNEX}}

<h2 class="annex" id="annex">Annex. Benefits realisation in full</h2>{{#SERVICE}}
<details><summary><h3 id="{{ANCHOR}}">{{TITLE}}</h3></summary>{{#HAS_RESULTS}}
<h4 class="caption">Expected results <span class="where">{{STANDS_IN}}</span></h4>
<table class="stack">
<thead><tr><th scope="col" class="expected">Expected</th><th scope="col">Result</th><th scope="col" class="outcome">Outcome</th></tr></thead>
<tbody>{{#RESULT}}{{#HEADING}}
<tr class="group"><th scope="rowgroup" colspan="3" class="wide">{{TEXT}}</th></tr>{{/HEADING}}
<tr><th scope="row" class="prose wide">{{EXPECTED:pre_escape}} <span class="where">{{WHERE}}</span></th><td class="prose wide" data-label="Result">{{ACTUAL:pre_escape}}{{#COMMENTARY}}<span class="comment">{{TEXT:pre_escape}}</span>{{/COMMENTARY}}</td><td class="wide" data-label="Outcome">{{ACHIEVEMENT}}</td></tr>{{/RESULT}}
</tbody>
</table>{{/HAS_RESULTS}}{{#HAS_MEASURES}}
<h4 class="caption">Measures <span class="where">{{STANDS_IN}}</span></h4>
<table class="stack">
<thead><tr><th scope="col">Measure</th><th scope="col">Council</th><th scope="col">Baseline</th><th scope="col">Target</th><th scope="col">Actual</th><th scope="col">Verdict</th></tr></thead>
<tbody>{{#MEASURE}}
<tr><th scope="row" class="wide">{{TITLE}} <span class="where">{{REFERENCE}} {{WHERE}}</span>{{#COMMENTARY}}<span class="comment prose">{{TEXT:pre_escape}}</span>{{/COMMENTARY}}</th><td data-label="Council">{{COUNCIL}}</td><td data-label="Baseline">{{BASELINE}}</td><td data-label="Target">{{TARGET}}</td><td data-label="Actual">{{ACTUAL}}</td><td data-label="Verdict">{{VERDICT}}</td></tr>{{/MEASURE}}
</tbody>
</table>{{/HAS_MEASURES}}{{#INFERRED}}
<p class="where inferred">Inferred:{{#INFERENCE}} {{MARK}} {{TEXT}}{{/INFERENCE}}</p>{{/INFERRED}}</details>{{/SERVICE}}{{#MORE}}
<p class="note">{{COUNT}} more results and measures are left out here: <a href="{{LINK}}">{{LINK}}</a></p>{{/MORE}}{{/ANNEX}}
{{/HELD}}
</main>{{#HELD}}
<footer>
<p>Places in grey say where each record was stated{{#PAPER}}{{#FIRST}}, in{{/FIRST}}{{#NEXT}};{{/NEXT}} {{TITLE}} ({{DATE}}){{/PAPER}}{{#PAPERS_END}}{{#MORE}}; {{COUNT}} earlier ones are left out here: <a href="{{LINK}}">{{LINK}}</a>{{/MORE}}{{/PAPERS_END}}. All sums are computed from the records and shown beside what was stated.</p>
</footer>{{/HELD}}
</body>
</html>
