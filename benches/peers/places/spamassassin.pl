# SpamAssassin with its own rules and nothing from outside, as a candidate: a line of JSON in, a line of JSON out.
#   perl spamassassin.pl TEXTS.json
use strict;
use warnings;
use JSON::PP qw(decode_json encode_json);
use Mail::SpamAssassin;
use Encode qw(encode_utf8);
use Time::HiRes qw(time);

$| = 1;
open(my $file, '<:raw', $ARGV[0]) or die "$ARGV[0]: $!";
my $texts = decode_json(do { local $/; <$file> });

sub mail {
    my ($text) = @_;
    return "From: sender\@example.org\nTo: reader\@example.org\nSubject: text\nDate: Tue, 3 Nov 2026 10:00:00 +0000\n"
        . "Message-ID: <1\@example.org>\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n" . encode_utf8($text) . "\n";
}

my $begin = time;
my $reader = Mail::SpamAssassin->new({ local_tests_only => 1, dont_copy_prefs => 1, userstate_dir => '/tmp', post_config_text => "use_bayes 0\nuse_auto_welcomelist 0\n" });
$reader->compile_now(0);

sub answer {
    my $mail = $reader->parse(mail($_[0]));
    my $status = $reader->check($mail);
    my $score = $status->get_score();
    $status->finish();
    $mail->finish();
    return $score;
}

answer($texts->{short}[3]);
print encode_json({ ready => (time - $begin) * 1000, note => "version " . Mail::SpamAssassin::Version() }), "\n";
while (my $line = <STDIN>) {
    my ($group, $from, $count, $passes) = @{ decode_json($line) };
    my $all = $texts->{$group};
    my @chosen = map { $all->[($from + $_) % @$all] } 0 .. $count - 1;
    my $start = time;
    for (1 .. $passes) { answer($_) for @chosen }
    print encode_json({ time => (time - $start) * 1000 }), "\n";
}
