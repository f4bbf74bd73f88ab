// Apart from what uses it: the page asks for it only when a reader opens sources.

/** What the card on STOP says is known from. */
export const STOP_SOURCES = [
  {
    title: 'FCC Rules for Political Robocalls and Robotexts Explained',
    publisher: 'Federal Communications Commission',
    date: '2026-11',
    url: 'https://www.fcc.gov/fcc-rules-political-robocalls-and-robotexts-explained',
  },
  {
    title: 'False text message could confuse Oklahoma voters ahead of election',
    publisher: 'KFOR',
    date: '2020',
    url: 'https://kfor.com/news/local/officials-false-text-message-could-confuse-oklahoma-voters-ahead-of-election/',
  },
  {
    title: 'Misleading text messages about voting in swing states',
    publisher: 'CNN',
    date: '2024-10-29',
    url: 'https://amp.cnn.com/cnn/2024/10/29/politics/misleading-text-messages-voting-allvote-swing-states',
  },
];
