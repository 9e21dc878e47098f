const light = `--page:#fbfaf7;--panel:#fff;--ink:#20252f;--soft:#596273;--line:#d9dce3;--track:#e8e7e1;--link:#1d4fc4;--span:#a9c3e8;--work:#2460b8;--cost:#1f7a4d;--hatch:#b4540a;--good:#176b41;--bad:#b3261e;--wait:#8f4305`;
const dark = `--page:#14171d;--panel:#1a1e26;--ink:#dfe3ea;--soft:#9aa5b8;--line:#343b48;--track:#262c37;--link:#8db4ff;--span:#35517d;--work:#7fb0f5;--cost:#63c795;--hatch:#f0a35e;--good:#74d6a4;--bad:#ff9d94;--wait:#f5b57c`;

/** Style of the run report: tables become lists on phones, and colours are light on paper. */
export const reportStyle = `
:root{color-scheme:light dark;${light}}
@media(prefers-color-scheme:dark){:root{${dark}}}
@media print{:root{color-scheme:light;${light};--page:#fff}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--page);color:var(--ink);font:1rem/1.6 system-ui,sans-serif;overflow-wrap:anywhere;print-color-adjust:exact;-webkit-print-color-adjust:exact}
main{max-width:60rem;margin:0 auto;padding:clamp(1.2rem,4vw,3.2rem) clamp(1rem,4vw,2rem) 4rem}
a{color:var(--link);text-underline-offset:.15em}
h1,h2{line-height:1.2;letter-spacing:-.02em;text-wrap:balance}h1{margin:.1rem 0 .5rem;font-size:clamp(1.7rem,1.2rem + 2.4vw,2.5rem)}h2{margin:0 0 .9rem;font-size:1.2rem}
.site,.soft,.lead{color:var(--soft)}.soft{font-weight:400}.site{margin:0;font-weight:600}.lead{max-width:46rem;margin:.6rem 0 0;font-size:1.06rem;text-wrap:pretty}
.state{display:inline-block;margin:0;padding:.1rem .7rem;border:1px solid;border-radius:99px;font-size:.9rem;font-weight:600}
.completed{color:var(--good)}.failed,.cancelled{color:var(--bad)}.paused{color:var(--wait)}.running{color:var(--link)}
.why{margin:.8rem 0 0;padding:.7rem 1rem;border-left:4px solid var(--wait);border-radius:4px;background:var(--panel)}.why.bad{border-color:var(--bad)}
.facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(8rem,1fr));gap:.8rem;margin:1.8rem 0;padding:0}
.facts>div,section{border:1px solid var(--line);border-radius:12px;background:var(--panel)}.facts>div{padding:.8rem 1rem}
dt{color:var(--soft);font-size:.88rem}dd{margin:0;font-size:1.45rem;font-weight:650;line-height:1.3;letter-spacing:-.01em}
section{margin:1.2rem 0;padding:clamp(1rem,3vw,1.6rem)}
.chart{display:block;overflow:visible}.chart text{fill:var(--ink);font:13px system-ui,sans-serif}.chart .figure{fill:var(--soft);text-anchor:end;font-variant-numeric:tabular-nums}
.ticks text{fill:var(--soft);font-size:12px}.ticks .middle{text-anchor:middle}.tick{stroke:var(--line);stroke-dasharray:2 3}
.track{fill:var(--track)}.span{fill:var(--span)}.work{fill:var(--work)}.cost{fill:var(--cost)}.pause{fill:url(#hatch);opacity:.6}.hatch{fill:var(--hatch)}
.legend{display:flex;flex-wrap:wrap;gap:.2rem 1.3rem;margin:.9rem 0 0;padding:0;list-style:none;color:var(--soft);font-size:.88rem}.legend li{display:flex;align-items:center;gap:.45rem}.legend svg{flex:none}
table{width:100%;border-collapse:collapse;font-size:.94rem;overflow-wrap:break-word}
th,td{padding:.6em .5em;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}thead th{color:var(--soft);font-size:.86rem;font-weight:500}tbody th{font-weight:600}tfoot th,tfoot td{border:0;font-weight:650}
.number{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}.bad{color:var(--bad)}
.plain{margin:0;padding-left:1.2rem}.plain li{margin:.35rem 0}.reasons h3{margin:1.2rem 0 .3rem;font-size:1rem}.reasons h3:first-of-type{margin-top:0}
.pauses{margin-top:1rem}footer{margin-top:2rem;color:var(--soft);font-size:.86rem}
@media(max-width:44rem){
thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
table,tbody,tfoot,tr,th,td{display:block}tbody tr,tfoot tr{display:grid;grid-template-columns:1fr 1fr;gap:.1rem 1.4rem;padding:.7rem 0;border-bottom:1px solid var(--line)}tfoot tr{border:0}
tbody th,tbody td,tfoot th,tfoot td{padding:.1rem 0;border:0}
tr>th,td[data-name=In],td[data-name=Out]{grid-column:1/-1}td:not([data-name]){display:none}td[data-name]{display:flex;justify-content:space-between;gap:1rem;text-align:right}td[data-name]::before{content:attr(data-name);color:var(--soft);font-weight:400;text-align:left}
}
@media print{main{padding:0;max-width:none}section,.facts>div{border-color:#ccc}section,tr,.facts{break-inside:avoid}a{color:inherit}.reasons,.made{break-inside:auto}}
`;
