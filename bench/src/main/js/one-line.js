console.log('one line');
