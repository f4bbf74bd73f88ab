// Messages → drafts of ClaimReview (schema.org) for a fact-checker to finish. What a person must decide is there, and empty:
// the rating, the author, the address and the day of the review.

import { redact } from '../keep/redact.js';

/**
 * @param {{text: string, report: object, first?: string, campaign?: object}} one a message, or one of a campaign's
 * @param {(key: string, values?: object) => string} t
 * @param {Record<string, string>} masks what stands instead of numbers, names and codes: the draft is meant to be published
 */
export function claimReview({ text, report, first, campaign }, t, masks) {
  const seen = report.findings.filter(({ severity }) => severity !== 'low');
  const sources = new Map(seen.flatMap((finding) => finding.sources).map((source) => [source.url, source]));
  return {
    '@type': 'ClaimReview',
    creativeWorkStatus: 'Draft',
    url: '',
    datePublished: '',
    author: { '@type': 'Organization', name: '', url: '' },
    reviewRating: { '@type': 'Rating', ratingValue: '', bestRating: '', worstRating: '', alternateName: '' },
    claimReviewed: redact(text, masks).text,
    itemReviewed: {
      '@type': 'Claim',
      ...(first && { datePublished: first }),
      appearance: { '@type': 'Message', text: redact(text, masks).text, ...(first && { dateReceived: first }) },
    },
    reviewBody: [
      t('many.claim.draft'),
      campaign && t('many.claim.campaign', { n: campaign.count, senders: campaign.senderCount, share: Math.round(campaign.without * 100) }),
      `${t('check.opt_out')}${t('colon')} ${t(`check.opt_out.${report.checks.opt_out.outcome}`)}.`,
      ...seen.map(({ title, what }) => `${title}: ${what}`),
    ]
      .filter(Boolean)
      .join('\n'),
    citation: [...sources.values()].map(({ title, publisher, url }) => ({ '@type': 'CreativeWork', name: title, publisher: { '@type': 'Organization', name: publisher }, url })),
  };
}

/** The file of drafts. */
export function claimFile(drafts) {
  return JSON.stringify({ '@context': 'https://schema.org', '@graph': drafts }, null, 2);
}
