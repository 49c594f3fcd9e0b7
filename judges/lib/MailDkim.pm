package MailDkim;

# What Mail::DKIM says of the DKIM signatures and the ARC chain of a message.

use strict;
use warnings;

use Judging;

Judging::needs(qw(Mail::DKIM::Verifier Mail::DKIM::ARC::Verifier Mail::DKIM::DNS));

# Mail::DKIM has "invalid" for what RFC 8601 calls permerror; SERVFAIL and no such name are "invalid" too.
my %RESULTS = ( invalid => 'permerror' );

sub ask {
    my ($server) = @_;
    return Mail::DKIM::DNS::resolver( Judging::resolver($server) );
}

sub verifier {
    my ($message) = @_;
    return fed( Mail::DKIM::Verifier->new, $message );
}

# One result a signature, in the order in which they stand.
sub signatures {
    my ($verifier) = @_;
    return [
        map {
            my $result = $_->result;
            {   domain   => $_->domain   // q{},
                selector => $_->selector // q{},
                result   => $RESULTS{$result} // $result,
                detail   => $_->result_detail
            }
        } $verifier->signatures
    ];
}

# The result of the ARC chain, and why. A chain that cannot be read is "invalid" to Mail::DKIM.
sub chain {
    my ($message) = @_;
    my $verifier = fed( Mail::DKIM::ARC::Verifier->new, $message );
    my $result = $verifier->result;
    return ( $result eq 'invalid' ? 'fail' : $result, $verifier->result_detail );
}

sub fed {
    my ( $reader, $message ) = @_;
    $reader->PRINT($message);
    $reader->CLOSE;
    return $reader;
}

1;
