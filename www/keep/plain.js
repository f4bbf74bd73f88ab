// What may leave this page → plain text that can be pasted into a chat.

/**
 * @param {{text: string | null, report: object}} shared from `shareable`
 * @param {{t: Function, date: Function}} kit
 */
export function plainText({ text, report }, { t, date }) {
  const { checks } = report;
  const duty = (name) => `${t(`check.${name}`)}${t('colon')} ${t(`check.${name}.${checks[name].outcome}`)}`;
  const blocks = [
    t('plain.title'),
    [`${t('dial.says')}${t('colon')} ${t(`level.${report.level}`)}`, t(`level.${report.level}.meaning`)],
    report.findings.map((finding) => [
      `- ${finding.title} (${t(`severity.${finding.severity}`)})`,
      finding.excerpt ? `  ${t('plain.quoted', { words: finding.excerpt })}` : null,
      finding.do ? `  ${t('finding.do')} ${finding.do}` : null,
      finding.sources[0] ? `  ${finding.sources[0].publisher}, ${date(finding.sources[0].date)}: ${finding.sources[0].url}` : null,
    ]),
    [`${t('dial.sent')}${t('colon')}`, `- ${duty('opt_out')}`, `- ${duty('sender_id')}`],
    report.incidents.map((incident) => `${t('plain.incident')} ${named(incident, { t, date })}`),
    text === null ? t('plain.without') : [`${t('plain.message')}`, text],
    report.next_steps.length ? [`${t('steps.title')}${t('colon')}`, ...report.next_steps.slice(0, 4).map(({ what, contact, url }) => `- ${[what, contact, url].filter(Boolean).join(' ')}`)] : null,
    [t('plain.foot'), t('shell.version', { engine: report.engine, markers: date(report.markers_version) })],
  ];
  return blocks
    .map((block) => [block].flat(Infinity).filter(Boolean).join('\n'))
    .filter(Boolean)
    .join('\n\n');
}

/** By its title; where there are no words about it, by its id and how alike it is. */
function named({ incident, similarity, title, date: when, url }, { t, date }) {
  if (!title) return `${incident.replaceAll('-', ' ')}, ${t('incidents.alike', { n: Math.round(similarity * 100) })}`;
  return `${title}, ${date(when)}${url ? `: ${url}` : ''}`;
}
