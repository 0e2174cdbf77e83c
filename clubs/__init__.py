"""Clubs, membership, join codes and sign-in, meetings, young reporters."""
