"""Receiving an upload without a plain copy of it on the disk."""

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from advocacy.importing import uploads


class SealedUploads(FileUploadHandler):
    """Encrypts an upload on its way to the disk: Django's own handlers would leave it in plain in a temporary folder."""

    chunk_size = 64 * 1024
    incoming: uploads.Incoming | None = None

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        # One file is asked for; of more the last counts.
        self.upload_interrupted()
        self.incoming = uploads.Incoming()

    def receive_data_chunk(self, raw_data, start):
        self.incoming.write(raw_data)

    def file_complete(self, file_size):
        return UploadedFile(name=self.file_name, size=file_size)

    def upload_interrupted(self):
        if self.incoming:
            self.incoming.abandon()
            self.incoming = None
